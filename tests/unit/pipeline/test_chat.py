import pytest
from hypothesis import given
from hypothesis import strategies as st

from indictx.pipeline.chat import _LONG, spelled_out


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("Pls send me the msg asap", "Please send me the message soon"),
        ("Hi how r u? Hope u r fine!!", "Hi how are you? Hope you are fine!!"),
        ("I dont know whr u r.", "I don't know where you are."),
        ("Gd mrng all", "Good morning all"),
        ("u r late", "you are late"),
        ("we r coming", "we are coming"),
        ("R u free 2moro?", "Are you free tomorrow?"),
        ("Pls. find the report", "Please find the report"),
        ("Give \ue000 im b4 it, pls note", "Give \ue000 im before it, please note"),
        ("Enter it in cell b4.", "Enter it in cell b4."),
        ("We saw wat pho and wat arun", "We saw wat pho and wat arun"),
        ("write for u, v and w", "write for u, v and w"),
        ("I will call u later", "I will call you later"),
        ("The city of Ur was rich.", "The city of Ur was rich."),
        ("Mr. U Thant came.", "Mr. U Thant came."),
        ("Take a U turn ahead.", "Take a U turn ahead."),
        ("Type u to undo, or press d.", "Type u to undo, or press d."),
        ("Let u be a vector", "Let u be a vector"),
        ("Luv and Kush were twins", "Luv and Kush were twins"),
        ("Set wat to 5", "Set wat to 5"),
        ("u there??", "u there??"),
        ("R & D is good", "R & D is good"),
        ("PLS COME NOW", "PLS COME NOW"),
        ("an ur-text of old", "an ur-text of old"),
        ("see u.example.org now", "see u.example.org now"),
        ("The vitamins B4 and r = 5", "The vitamins B4 and r = 5"),
    ],
)
def test_short_words_of_chats_are_written_out(text, long):
    assert spelled_out(text) == long


@given(st.lists(st.sampled_from([*_LONG, "r", "the", "Water", "?", "\ue000"]), max_size=8))
def test_what_is_no_short_word_stays(words):
    rest = [word for word in words if word not in _LONG and word != "r"]

    assert [word for word in spelled_out(" ".join(words)).split() if word in rest] == rest
