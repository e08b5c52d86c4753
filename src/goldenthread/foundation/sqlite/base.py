"""SQLite with writers in a queue: one lock in this process around each transaction.

SQLite lets one writer in at a time and makes the others poll. Waiting on a lock of our own instead
serves them in turn and several times faster; the engine's own lock still guards against other processes.
"""

import threading
from collections import defaultdict
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

_locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

LONGEST_WAIT = 30
"""Seconds a transaction waits for its turn, as long as the engine itself would."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the lock before BEGIN IMMEDIATE and gives it back when the transaction ends, however it ends."""

    _holds_turn = False

    def _turn(self) -> threading.Lock:
        return _locks[str(self.settings_dict["NAME"])]

    def _start_transaction_under_autocommit(self) -> None:
        if not self._holds_turn:
            if not self._turn().acquire(timeout=LONGEST_WAIT):
                raise OperationalError("database is locked: too many changes are waiting")
            self._holds_turn = True
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._give_turn_back()
            raise

    def _give_turn_back(self) -> None:
        if self._holds_turn:
            self._holds_turn = False
            self._turn().release()

    def _commit(self) -> Any:
        result = super()._commit()
        self._give_turn_back()
        return result

    def _rollback(self) -> Any:
        try:
            return super()._rollback()
        finally:
            self._give_turn_back()

    def _close(self) -> Any:
        try:
            return super()._close()
        finally:
            self._give_turn_back()
