"""What is left out of the log."""

import logging


class NoTraceOfBadRequests(logging.Filter):
    """A request that the site refuses is no fault of the site's: one line says so, without a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        status: int = getattr(record, "status_code", 500)
        if status < 500:
            record.exc_info = record.exc_text = None
        return True
