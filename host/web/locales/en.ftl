### Texts of the pages. Reasons, verdicts and everything that a text message says too are in the catalogues of the policies.

language-name = English

## Around every page
title-error = Error: { $title }
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
problem-unavailable = The service is busy
problem-unavailable-help = Nothing was changed. Wait a few seconds, then send it again: an application that has been received is never counted twice.
problem-internal = Something went wrong on our side
problem-internal-help = Try again in a minute. If it happens again, tell those who run this service the reference { $reference }.

## Signing in with an access token
sign-in-title = Sign in
sign-in-lead = This part of the site is for officers.
sign-in-token = Access token
sign-in-token-hint = You have it from those who run this service. It is asked for again after twelve hours.
sign-in-wrong = This token is not known. Check that it was copied whole, then try again.
sign-in-button = Sign in

## Places
# The letters in the order in which names are sorted.
alphabet = abcdefghijklmnopqrstuvwxyz
place-centre = { $place }: the town
place-around = { $place }: villages and settlements
place-part = { $whole }, { $part }
place-elsewhere = Elsewhere in { $place }

## Parts of the site
section-apply = Apply
section-check = Check
sign-out-button = Sign out
optional = (optional)

## Applying on the portal
apply-title = Apply for a permit to go out
apply-lead = Whether you need one, and what for, depends on the place.
apply-place = Where are you?
apply-place-hint = The city or district in which you are staying now.
apply-place-choose = Choose a place
apply-place-wrong = Choose a place from the list.
apply-place-button = Continue
apply-other-place = Choose another place
apply-nothing = No regime restricts going out in { $place } at this time.
apply-in = In { $place }.
apply-errors = Please correct the following
apply-purpose = What do you have to go out for?
apply-purpose-missing = Choose what you have to go out for.
apply-identity = Number of your document
apply-identity-hint = For example:
apply-identity-missing = Enter the number of your document.
apply-identity-wrong = This is not the number of one of the documents that are accepted. Compare it with the examples.
apply-plate = Registration plate
apply-plate-hint = If you go by your own vehicle. Foreign plates too.
apply-plate-wrong = A plate has 3 to 12 letters and digits, with at least one digit.
apply-start = When do you want to go?
apply-start-hint = At once, if you leave this empty. In local time: it is { $now } in { $place }.
apply-start-wrong = Enter a date and a time, such as 2020-12-15 10:00.
apply-start-past = This time is already over. Choose a later one, or leave the field empty.
apply-start-gap = This hour does not exist: the clocks are put forward. Choose a time before or after it.
apply-button = Apply
apply-register = Register your place of stay before you apply: write to { $number }.
apply-elsewhere = Given elsewhere
apply-by-message = Write to { $number }, code { $code }.
apply-by-phone = Call { $phone }.
apply-nowhere = At the authority in charge.
apply-exempt = You need no permit for
apply-carry = Carry with you: { $document }.

## What came of it
outcome-granted = Permit granted
outcome-refused = No permit
outcome-not_required = No permit needed
outcome-referred = A member of staff will decide
answer-title = Your application
answer-code = Permit code
answer-code-help = Show this code, or say it, when you are checked. Keep your identity document with you.
answer-again = Apply again
answer-gone = This answer cannot be shown here
answer-gone-help = An answer can be opened for two days, and only in the browser that sent the application. If you have just applied, allow cookies for this site and send the form again: it will not count twice.
fact-valid = Valid
fact-purpose = Purpose
fact-place = Place
fact-identity = Document
fact-plate = Vehicle
fact-no-plate = none named
fact-registered-place = Place of stay
fact-registered-since = Registered since
fact-checked = Checked at

## Checking
check-title = Check a code
check-lead = Of a permit or of a registration.
check-next = Check another code
check-verdict = Verdict
check-code = Code
check-code-hint = Eight letters and digits, or R and eight. Dashes, spaces and case do not matter.
check-code-missing = Enter the code.
check-code-wrong = No code looks like this: a character is wrong or two are exchanged. 0, O, 1, I and L are never part of one.
check-place = Where does the person stand?
check-place-hint = Needed for a registration code. A permit is checked against it too.
check-place-none = Not said
check-place-missing = Choose the place: a registration code is checked against it.
check-place-wrong = Choose a place from the list.
check-identity = Number of the document that the person shows
check-identity-hint = Compares it with the holder of the permit.
check-identity-wrong = The number of a document has 4 to 32 letters and digits.
check-button = Check
advice-valid = Compare the document with the person.
advice-not-yet = The permit has not begun.
advice-expired = The permit is over. The person needs a new one.
advice-outside-hours = The permit holds on this day, but not at this hour.
advice-revoked = The permit was taken back.
advice-wrong-place = It was given for another place.
advice-wrong-holder = It was not given to the holder of this document.
advice-not-required = Nobody needs a permit here at this time.
advice-unknown = No such code is known. Check that it was typed as shown.

## What regimes ask where somebody is checked
demands-title = What is asked here at this time
demand-all-hours = At all hours
demand-curfew = Curfew, each day { $hours }
demand-met = Met by this permit
demand-unmet = Not met by this permit
demand-asks = Permits and exemptions
demand-permit = A permit is given for
demand-exempt = No permit is needed for
demand-show = to carry: { $document }

## Moving the end of a permit on
extend-code-unknown = No permit has this code. Compare it with the one that is shown.
extend-revoked = The permit was taken back. The person needs a new one.
extend-not-in-force = The regime of this permit is not in force.
extend-not-for-purpose = A permit for this purpose cannot be extended. The person needs a new one.
extend-not-by = Officers may not record this. Send the person to the desk.
extend-document-missing = Say which document was shown.
extend-until-wrong = Write an instant such as 2020-12-15T15:00:00+04:00.
extend-not-later = The permit is good until { $end } already. Name a later time.
extend-over = This time is over. Name one that is to come.
extend-too-late = The permit can be extended until { $latest } at most.

## The demo
section-demo = Demo
demo-title = Text for a permit
demo-lead = Write to a number as a citizen would, check the code as an officer would, and see what the host decided and why. Nothing here leaves this machine.
demo-broken = A saved file was not taken
demo-broken-help = The demo goes on as it was until this is mended. It is read again when the file is saved.
demo-phone = The phone
demo-numbers = Numbers to write to
demo-conversation = Conversation
demo-you = You
demo-reply = Reply
demo-segments =
    { $count ->
        [one] { $count } segment
       *[other] { $count } segments
    }
demo-empty = Nothing has been written yet. Press one of the messages below, or write your own.
demo-message = Message
demo-send = Send
demo-from = Your number
demo-switch = Switch
demo-from-wrong = A telephone number begins with + and its country, such as +994501112233.
demo-try = Messages to try
demo-sample-name = Aliya Karimova
demo-sample-address = { $place }, Tukay 12
demo-clock = The clock
demo-clock-local = Date and time
demo-clock-set = Set
demo-clock-wrong = Enter a date and a time, such as 2020-12-15 10:00.
demo-clock-hour = +1 hour
demo-clock-day = Next day
demo-clock-mornings = First morning of a regime
demo-clock-help = It stands still until you move it. Everything on this page and on this site goes by it.
demo-officer = The officer
demo-officer-offered = Check
demo-why = What the host decided, and why
demo-why-empty = Send a message: the decision and its reasons appear here.
demo-why-nothing = The last message asked for no decision.
demo-decided = Decided
demo-request = What the policies saw of the application
demo-facts = What they were told of the person
demo-made-of = Which regime and which policy, by SHA-256
demo-replay = Decide again
demo-replay-same = The same { $bytes } bytes
demo-replay-differs = It came out differently
demo-recent = The latest decisions
demo-recent-empty = None yet.
trace-title = Every rule that was asked, in order
trace-passed = satisfied
trace-failed = not satisfied
trace-referred = referred
trace-limited = limits
trace-exempted = exempts
channel-sms = text message
channel-portal = portal
channel-desk = desk
channel-api = other system

## Administration
section-administration = Administration
administration-title = Administration
administration-lead = What decides on this host, and what became of changes to it. This page is shown to this machine only.
administration-host = This host
host-version = Version
host-started = Started
host-now = Now
reloads-title = Reloads
reloads-help = Regimes, texts and plugins are read anew and all cases are run. If anything is wrong, the host goes on as it was.
reload-button = Reload
reload-under-way = A reload is under way. Open this page again in a moment.
reloads-none = Nothing has been reloaded since the start.
reload-done = Reloaded
reload-refused = Refused
reload-cases =
    { $count ->
        [one] { $count } case passed
       *[other] { $count } cases passed
    }
reload-added = Added
reload-changed = Changed
reload-removed = Removed
reload-untested = Without cases
reload-why = What is wrong
reload-refused-title = The last reload was refused
reload-refused-help = On { $at }. The host goes on with what was in force before; what is written in the files does not decide.
regimes-title = Regimes
regimes-in-force = In force now
regimes-coming = Coming
regimes-none = None.
regimes-over =
    { $count ->
        [one] { $count } more is over.
       *[other] { $count } more are over.
    }
plugins-title = Plugins
plugin-used =
    { $count ->
        [0] not used
        [one] decides in { $count } regime
       *[other] decides in { $count } regimes
    }
plugin-contract = Contract
plugin-size = Size
plugin-signer = Signed by
plugin-unsigned = nobody
shadow-title = Shadow
shadow-help = Other rules decide beside those in force, on the same applications. Nothing is granted by them.
shadow-none = No shadow decides. Begin one with exeat shadow start.
shadow-not-renewed = It could not follow the last reload and goes on as it was:
shadow-since = Since
shadow-compared = Compared
shadow-different = Different
shadow-dropped = Passed over because too many waited
shadow-candidate = In what it is another
shadow-same = In nothing.
shadow-differences = Differences
shadow-shorter = shorter
shadow-longer = longer
shadow-moved = at another time
shadow-other-hours = at other hours
shadow-details = the same with other details
shadow-failed = The plugin failed
shadow-witnesses = The first of them, as policies see them
shadow-not-compared = Not compared
shadow-beyond =
    { $count ->
        [one] { $count } difference of further kinds.
       *[other] { $count } differences of further kinds.
    }
