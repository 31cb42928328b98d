import random, time, pytest
from collections import Counter
from revisions.verifying import verify, current_head
from tests.revisions.lively import live_lively
from tests.revisions.tampering import *
@pytest.mark.parametrize("seed", range(3))
def test_t(db, tmp_path, seed):
    live_lively(tmp_path); assert not verify().faults
    head=current_head()
    chance=random.Random(seed); t=Tamperer(chance); c=Counter(); bad=[]; none=Counter()
    t0=time.perf_counter(); tt=0
    while sum(c.values())<300:
        name=chance.choice(list(SORTS))
        with rolled_back():
            t1=time.perf_counter()
            said=t.tamper(SORTS[name])
            tt+=time.perf_counter()-t1
            if said is None: none[name]+=1; continue
            c[name]+=1
            if SORTS[name] is Tamperer.cut_off:
                f=verify().faults
                if f: bad.append(("CUT SHOWS", said, f))
                if not verify(head).faults: bad.append((name,said))
            elif not verify().faults: bad.append((name,said))
    print(c); print("none", none); print(time.perf_counter()-t0, tt)
    for b in bad: print(b)
    assert not verify().faults
    assert not bad
