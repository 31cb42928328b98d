#!/usr/bin/env python
"""Draw the placeholder that stands for the party's logo: the photograph of it is not ours to ship.

python demo/draw_placeholder.py FILE
"""

import sys

from PIL import Image, ImageDraw

SIZE = (880, 560)  # twice the width of the infobox, for sharp screens
SKY, WALL, LEAF, DARK = "#E4EDE6", "#C9D6CB", "#3BA935", "#2C6B2A"


def draw() -> Image.Image:
    """A leaf on the front of a building, in flat colours, drawn large and reduced for smooth edges."""
    scale = 3
    image = Image.new("RGB", (SIZE[0] * scale, SIZE[1] * scale), SKY)
    pen = ImageDraw.Draw(image)

    def box(left: int, top: int, right: int, bottom: int, colour: str) -> None:
        pen.rectangle([left * scale, top * scale, right * scale, bottom * scale], fill=colour)

    box(0, 470, 880, 560, "#B5C4B7")
    box(90, 90, 790, 480, WALL)
    for column in range(6):
        for row in range(2):
            left = 130 + column * 107
            box(left, 130 + row * 250, left + 66, 190 + row * 250, "#DCE6DE")
    box(300, 205, 580, 400, "#F6FAF6")
    leaf = [(440, 222), (508, 262), (526, 318), (500, 364), (440, 384), (380, 364), (354, 318), (372, 262)]
    pen.polygon([(x * scale, y * scale) for x, y in leaf], fill=LEAF)
    pen.line([(440 * scale, 250 * scale), (440 * scale, 396 * scale)], fill=DARK, width=7 * scale)
    for height, reach in ((290, 44), (322, 52), (352, 40)):
        for side in (-1, 1):
            pen.line(
                [(440 * scale, height * scale), ((440 + side * reach) * scale, (height - 24) * scale)],
                fill=DARK,
                width=5 * scale,
            )
    return image.resize(SIZE, Image.Resampling.LANCZOS)


if __name__ == "__main__":
    draw().save(sys.argv[1], optimize=True)
