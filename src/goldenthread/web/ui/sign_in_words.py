"""The words of the sign-in pages: their library says some things in its own terms, and we say them plainly."""

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from .components import ready

WORDS = {
    "Sign In": "Sign in",
    "Sign Out": "Sign out",
    "Sign Up": "Accounts are by invitation",
    "Sign Up Closed": "Accounts are by invitation",
    "We are sorry, but the sign up is currently closed.": (
        "Your agency's training lead or the partnership's learning and development team opens an account for you. "
        "Ask them, and you will get an email that says what to do."
    ),
    "Password Reset": "Reset your password",
    "Reset My Password": "Send me a link",
    "Forgotten your password? Enter your email address below, and we'll send you an email allowing you to reset it.": (
        "Enter the email address you sign in with. We will send you a link to choose a new password."
    ),
    "Please contact us if you have any trouble resetting your password.": (
        "If no email comes, look in your spam folder, then ask the learning and development team of your partnership."
    ),
    "Change Password": "Change your password",
    "Set Password": "Choose a password",
    "Bad Token": "This link no longer works",
    "Two-Factor Authentication": "Two-step sign-in",
    "Authenticator App": "Authenticator app",
    "Authentication using an authenticator app is active.": "An app on your phone gives you a code when you sign in.",
    "An authenticator app is not active.": "An app on your phone can give you a code each time you sign in.",
    "Activate Authenticator App": "Set up an authenticator app",
    "Deactivate Authenticator App": "Stop using the authenticator app",
    "You are about to deactivate authenticator app based authentication. Are you sure?": (
        "You will no longer be asked for a code from the app when you sign in."
    ),
    "Security Keys": "Passkeys and security keys",
    "No security keys have been added.": "A passkey signs you in with your fingerprint, your face or your screen lock.",
    "Add Security Key": "Add a passkey or security key",
    "Edit Security Key": "Rename this key",
    "Remove Security Key": "Remove this key",
    "Are you sure you want to remove this security key?": "You will no longer be able to sign in with it.",
    "Recovery Codes": "Recovery codes",
    "No recovery codes set up.": (
        "Codes to print and keep, for the day you lose your phone. Set up an app or a key first."
    ),
    "Confirm Access": "Is it still you?",
    "Please reauthenticate to safeguard your account.": "You are about to change how you sign in, so we ask once more.",
    "Alternative options": "Another way",
    "Your account is protected by two-factor authentication. Please enter an authenticator code:": (
        "Enter the six-figure code from your authenticator app, or one of your recovery codes."
    ),
    "Enter an authenticator code:": "Enter the six-figure code from your authenticator app, or a recovery code.",
    "Enter your password:": "Enter your password.",
    "Activate": "Set up",
    "Deactivate": "Stop using it",
    "Generate": "Make new codes",
    "Generate new codes": "Make new codes",
    "View": "Show the codes",
    "Download": "Download the codes",
    "Email Addresses": "Email addresses",
    "Email Address": "Email address",
    "Change Email": "Change your email address",
    "Current email:": "Your email address now",
    "Changing to:": "Changing to",
    "Change to:": "New email address",
    "Cancel Change": "Keep the old one",
    "Your email address is still pending verification.": "We have sent a message to this address: follow its link.",
    "Add Email Address": "Add an email address",
    "Add Email": "Add it",
    "Make Primary": "Use this one",
    "Re-send Verification": "Send the confirmation again",
    "Verify Your Email Address": "Confirm your email address",
    "Confirm Email Address": "Confirm your email address",
    "Account Inactive": "This account is closed",
    "Account Connections": "Other ways to sign in",
    "Authenticator secret": "Or type this key into the app",
    "You can store this secret and use it to reinstall your authenticator app at a later time.": (
        "Keep it safe: it sets the app up again on a new phone."
    ),
}


def in_our_words(text: str) -> SafeString:
    """A heading, a button or a paragraph of the sign-in library as this service would say it."""
    return ready(WORDS.get(" ".join(text.split()), conditional_escape(text)))
