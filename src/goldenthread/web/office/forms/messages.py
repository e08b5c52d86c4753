"""What is asked before messages are stopped, switched on or sent again."""

from django import forms

from goldenthread.web.ui.forms import DateField


class PauseForm(forms.Form):
    """Why all sending stops."""

    reason = forms.CharField(
        label="Why is sending paused?",
        max_length=300,
        help_text="Shown to everyone who looks at the log, beside your name.",
        error_messages={"required": "Say why sending is paused"},
    )


class GoLiveForm(forms.Form):
    """From which day a kind of message may be sent."""

    starts_on = DateField(
        label="First day on which it may be sent",
        help_text="For example, 27 3 2027. Messages that fall due before it are never sent.",
        error_messages={"required": "Enter the first day on which it may be sent"},
    )
