"""Elections: what was counted.

An assembly (a chamber, a council, an office) has a size that laws change. An election to it may have several rounds,
fill seats from lists and in constituencies, and leave others to appointment. What is typed is what was counted or
printed; shares, ranks and changes of seats are computed (`elections.arithmetic.shares`), with the published figure kept
beside them. Odd cases of the real world: sources print valid votes as cast votes; "against all" is an option with votes
but without rank; a candidate may be nominated by an organisation that is no party; results are sometimes known in part
only (`complete`); a blank figure is unknown, not zero.
"""

from elections.models.assembly import Assembly, AssemblySize
from elections.models.candidacy import Candidacy
from elections.models.election import Election, ElectionPart, ResultSet, Round
from elections.models.result import OVERALL, Result

__all__ = (
    "OVERALL",
    "Assembly",
    "AssemblySize",
    "Candidacy",
    "Election",
    "ElectionPart",
    "Result",
    "ResultSet",
    "Round",
)
