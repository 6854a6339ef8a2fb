### Texts of the pages. Reasons, verdicts and everything that a text message says too are in the catalogues of the policies.

language-name = English

## Around every page
skip-to-content = Skip to the content
navigation = Parts of the site
languages = Language
footer = exeat issues, delivers and checks permits to go out. Times are local to the place in question.

## When something goes wrong
problem-not-found = There is no such page
problem-not-found-help = Check the address for a typing mistake, or go on from one of the links at the top of the page.
problem-wrong-method = This page cannot be opened in this way
problem-wrong-method-help = Open the page from one of the links at the top, and send its form from there.
problem-cross-site = This request came from another site
problem-cross-site-help = For your protection it was not carried out. Open the form on this site and send it from there.
problem-too-large = What was sent is too large
problem-too-large-help = A form here takes a few short fields and no files. Go back, shorten what you typed, and send it again.
problem-too-slow = This took too long
problem-too-slow-help = Sending a form again is safe: an application that has been received is never counted twice.
problem-unreadable = What was sent could not be read
problem-unreadable-help = Go back, open the form again, and send it from there. A program should compare its request with the description at /api/openapi.json.
problem-invalid = Some of what was sent cannot be right
problem-invalid-help = Correct the fields that are named, and send the request again.
problem-not-signed-in = You are not signed in
problem-not-signed-in-help = This part is open to the machine that it runs on, and to those who hold an access token. Send the token as “Authorization: Bearer”.
problem-too-many = Too many attempts
problem-too-many-help = Wait { $seconds } seconds, then try again.
problem-internal = Something went wrong on our side
problem-internal-help = Try again in a minute. If it happens again, tell those who run this service the reference { $reference }.

## Signing in with an access token
sign-in-title = Sign in
sign-in-lead = This part of the site is for officers.
sign-in-token = Access token
sign-in-token-hint = You have it from those who run this service. It is asked for again after twelve hours.
sign-in-wrong = This token is not known. Check that it was copied whole, then try again.
sign-in-button = Sign in
