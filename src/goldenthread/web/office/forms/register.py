"""What is asked when contact with an establishment is written down."""

from django import forms

from goldenthread.web.ui.forms import DateField

WAYS = (
    ("E-mail", "E-mail"),
    ("Letter", "Letter"),
    ("Telephone", "Telephone"),
    ("Visit", "Visit"),
    ("Meeting or forum", "Meeting or forum"),
)


class ContactForm(forms.Form):
    """Contact made with an establishment about its training."""

    made_on = DateField(label="On which day?", error_messages={"required": "Enter the day on which contact was made"})
    how = forms.ChoiceField(
        label="How?", choices=WAYS, widget=forms.RadioSelect, error_messages={"required": "Say how contact was made"}
    )
    spoke_to = forms.CharField(label="With whom?", required=False, max_length=200)
    outcome = forms.CharField(
        label="What came of it?", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
