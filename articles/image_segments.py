"""What of a picture's file leaves the house: pixels, colour profile, and which way is up. Cut out, not drawn anew.

Cameras and programs write beside the pixels where and by whom a photograph was taken, smaller copies of it as it was
before it was cropped, and whatever else they like; archives and scripts hide behind the last byte. All formats keep
these apart in blocks of their own, which are left out here; the blocks with pixels are not touched.

Sources: ITU T.81 and JFIF 1.02 (JPEG), PNG 3rd edition (W3C 2025), WebP container specification, GIF89a.
"""

import re
import struct
import zlib
from collections.abc import Iterator

UPRIGHT = 1  # Exif's orientation of a picture that is stored as it is seen; 2 to 8 turn or mirror it
ORIENTATION = 0x0112  # the tag of Exif

# JPEG: markers without a length, and segments that are kept as they are.
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
SOI, EOI, SOS, COM = 0xD8, 0xD9, 0xDA, 0xFE
APPS = range(0xE0, 0xF0)
FILLED = re.compile(rb"\xff+")  # a marker may have any number of them before it
AFTER_PIXELS = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")

# PNG: chunks that decide what is seen.
SEEN = frozenset(b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT".split())
PNG = b"\x89PNG\r\n\x1a\n"

# WebP: chunks that decide what is seen, and what the header says of others.
WEBP_SEEN = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
HAS_PROFILE, HAS_EXIF, HAS_XMP = 0x20, 0x08, 0x04

# GIF: how often an animation is shown.
LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def clean(content: bytes, profile: bool = True) -> bytes:
    """The picture's file without what is not seen. Raises ValueError where the file is no such picture or is cut off.

    `profile=False` leaves out the colour profile as well: for one that cannot be read.
    """
    try:
        if content.startswith(b"\xff\xd8"):
            return _jpeg(content, profile)
        if content.startswith(PNG):
            return _png(content, profile)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content, profile)
        if content[:6] in (b"GIF87a", b"GIF89a"):
            return _gif(content)
    except (IndexError, struct.error) as error:
        raise ValueError("the file ends too early") from error
    raise ValueError("no JPEG, PNG, WebP or GIF")


# JPEG


def _jpeg(content: bytes, profile: bool) -> bytes:
    kept: list[bytes] = []
    orientation = UPRIGHT
    for marker, segment in _segments(content):
        body = segment[4:]
        if marker == 0xE1 and body.startswith(b"Exif\0\0") and orientation == UPRIGHT:
            orientation = _orientation(body[6:])
        if marker not in APPS and marker != COM:
            kept.append(segment)
        elif marker == 0xE0 and body.startswith(b"JFIF\0"):
            kept.append(b"\xff\xe0\x00\x10" + body[:12] + b"\0\0")  # without its thumbnail
        elif (marker == 0xE2 and profile and body.startswith(b"ICC_PROFILE\0")) or (
            marker == 0xEE and body.startswith(b"Adobe")
        ):
            kept.append(segment)
    if orientation != UPRIGHT:
        exif = b"Exif\0\0" + _exif(orientation)
        first = 2 if len(kept) > 1 and kept[1][1] == 0xE0 else 1  # after JFIF, which must come first
        kept.insert(first, b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
    return b"".join(kept)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its segment, pixels with the SOS before them, up to the end of the first picture."""
    yield SOI, content[:2]
    at = 2
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker where one must stand")
        at = FILLED.match(content, at).end() - 1  # type: ignore[union-attr]  # one stands there
        marker = content[at + 1]
        if marker == EOI:
            yield EOI, b"\xff\xd9"
            return
        if marker in ALONE:
            yield marker, content[at : at + 2]
            at += 2
            continue
        end = at + 2 + struct.unpack_from(">H", content, at + 2)[0]
        if end > len(content) or end < at + 4:
            raise ValueError("a segment is cut off")
        if marker == SOS:
            end = _end_of_pixels(content, end)
        yield marker, content[at:end]
        at = end


def _end_of_pixels(content: bytes, at: int) -> int:
    """Where the next marker stands that is none of those within pixels. Programs that forget EOI are forgiven none."""
    found = AFTER_PIXELS.search(content, at)
    if found is None:
        raise ValueError("the pixels do not end")
    return found.start()


# Exif


def _orientation(tiff: bytes) -> int:
    """What Exif says of which way is up; upright where it cannot be read."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        start = struct.unpack_from(f"{order}I", tiff, 4)[0]
        for entry in range(struct.unpack_from(f"{order}H", tiff, start)[0]):
            tag, kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * entry)
            if tag == ORIENTATION and kind == 3 and 1 <= value <= 8:
                return int(value)
    except (KeyError, struct.error):
        pass
    return UPRIGHT


def _exif(orientation: int) -> bytes:
    """An Exif block with the orientation and nothing else."""
    return b"MM\0\x2a\0\0\0\x08" + struct.pack(">HHHIHH", 1, ORIENTATION, 3, 1, orientation, 0) + b"\0\0\0\0"


# PNG


def _png(content: bytes, profile: bool) -> bytes:
    kept = [PNG]
    orientation, at = UPRIGHT, len(PNG)
    while True:
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise ValueError("a chunk is cut off")
        if name == b"eXIf":
            orientation = _orientation(content[at + 8 : at + 8 + length])
        elif name == b"IEND":
            if orientation != UPRIGHT:
                kept.append(_chunk(b"eXIf", _exif(orientation)))
            kept.append(content[at:end])
            return b"".join(kept)
        elif name in SEEN and (profile or name != b"iCCP"):
            kept.append(content[at:end])
        at = end


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


# WebP


def _webp(content: bytes, profile: bool) -> bytes:
    size = struct.unpack_from("<I", content, 4)[0] + 8
    if size > len(content):
        raise ValueError("the file is cut off")
    orientation = UPRIGHT
    kept: list[tuple[bytes, bytes]] = []
    for name, data in _riff(content[12:size]):
        if name == b"EXIF":
            orientation = _orientation(data.removeprefix(b"Exif\0\0"))
        elif name in WEBP_SEEN and (profile or name != b"ICCP"):
            kept.append((name, _frame(data) if name == b"ANMF" else data))
    if kept and kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(HAS_EXIF | HAS_XMP)
        if not any(name == b"ICCP" for name, _data in kept):
            flags &= ~HAS_PROFILE
        if orientation != UPRIGHT:
            flags |= HAS_EXIF
            kept.append((b"EXIF", _exif(orientation)))
        kept[0] = (b"VP8X", bytes([flags]) + kept[0][1][1:])
    body = b"WEBP" + b"".join(_riff_chunk(name, data) for name, data in kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _riff(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(body):
        (length,) = struct.unpack_from("<I", body, at + 4)
        if at + 8 + length > len(body):
            raise ValueError("a chunk is cut off")
        yield body[at : at + 4], body[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _riff_chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def _frame(data: bytes) -> bytes:
    """A frame of an animation: its place and time, and of its own chunks those with pixels."""
    pixels = ((name, own) for name, own in _riff(data[16:]) if name in (b"VP8 ", b"VP8L", b"ALPH"))
    return data[:16] + b"".join(_riff_chunk(name, own) for name, own in pixels)


# GIF


def _gif(content: bytes) -> bytes:
    at = 13 + _colours(content[10])
    kept = [content[:at]]
    control = b""  # how the next picture is shown
    while content[at] != 0x3B:
        start = at
        if content[at] == 0x2C:
            at += 10 + _colours(content[at + 9]) + 1
            at = _end_of_blocks(content, at)
            kept += [control, content[start:at]]
            control = b""
        elif content[at] == 0x21:
            label = content[at + 1]
            at = _end_of_blocks(content, at + 2)
            if label == 0xF9:
                control = content[start:at]
            elif (
                label == 0xFF
                and content[start + 3 : start + 14] in LOOPS
                and content[start + 14 : start + 16] == b"\3\1"
            ):
                kept.append(content[start : start + 18] + b"\0")
        else:
            raise ValueError("no block where one must stand")
    return b"".join([*kept, b";"])


def _colours(flags: int) -> int:
    """Bytes of the table of colours that follows."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(content: bytes, at: int) -> int:
    while content[at]:
        at += content[at] + 1
    return at + 1
