"""The words a file may use are those of the rooms that keep them."""

from goldenthread.setting.frameworks.terms import VOCABULARY
from goldenthread.setting.partnerships.terms import AgencyKind
from goldenthread.setting.workforce.terms import DutyKind
from goldenthread.training.records.terms import Format, ProviderKind


def test_the_vocabulary_is_that_of_the_rooms() -> None:
    kept = {"agency kind": AgencyKind, "duty": DutyKind, "format": Format, "kind of provider": ProviderKind}
    for name, words in kept.items():
        assert list(VOCABULARY[name]) == words.values
