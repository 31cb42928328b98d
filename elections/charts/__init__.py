"""Charts as frozen values: where each stroke goes is computed here, templates print SVG. Pure: no rows, no request.

Every chart has a title and a description for those who do not see it, stands beside a table of the same figures, and
tells parties apart by number or label: colour only helps. Lengths are in units of the drawing, 360 across, so that text
is as large on a phone as in the page around it.
"""
