### Texts: the window itself, its cards and short messages.

## Buttons of several cards

window-close = Close
window-cancel = Cancel
window-back = Back
window-retry = Retry
window-copy = Copy
window-copy-all = Copy all of this
window-copy-details = Copy details

# What ends a sentence that comes without it, as reasons do.
window-full-stop = .

## While a connection is made

window-connecting-title = Connecting to { $server }
window-reaching = Reaching the server…
window-agreeing = Agreeing on how to talk…
window-signing-in = Signing in…
window-waiting-for-first-picture = Waiting for the first picture…
window-waiting-title = Waiting for a server to call
# $place: a port, such as “port 5500”
window-waiting-at = A server can call at { $place } now.
window-waiting-how = On its side that is `x11vnc -connect HOST`, `vncconfig -connect HOST` (TigerVNC), or “Add New Client” in the menu of a server for Windows, where HOST is this computer.

## A connection that was lost

window-silent = The server does not answer
window-connection-lost = Connection lost
window-what-to-do = What you can do
window-try-now = Try now
window-trying-again = Trying again…
window-trying-again-in =
    { $seconds ->
        [one] Trying again in a second.
       *[other] Trying again in { $seconds } seconds.
    }
window-waiting-for-call = Waiting for the server to call…
window-trying-to-reach = Trying to reach the server…
window-server-answers = The server answers…
window-waiting-for-picture = Waiting for the picture…
# $doing: one of the sentences above
window-attempt = { $doing } (Attempt { $number })

## Signing in

window-sign-in-to = Sign in to { $server }
# $method: the name of a security type, such as “VNC Authentication”
window-server-uses = The server uses { $method }.
window-did-not-work = That did not work: { $reason }
window-user-name = User name
window-password = Password
window-password-length = Only the first { $most } characters count with this method.
window-show-password = Show password
window-remember = Remember in the keyring
window-remember-anew = Replace the one in the keyring
window-sign-in = Sign in

## Switching the remote machine

window-shut-down-title = Shut down the remote machine?
window-shut-down-consequence = It shuts down in good order. It cannot be started again from here. Others who use it are not asked.
window-shut-down = Shut down
window-restart-title = Restart the remote machine?
window-restart-consequence = It shuts down in good order and starts again. Others who use it are not asked.
window-restart = Restart
window-reset-title = Reset the remote machine?
window-reset-consequence = It starts again at once, as if its reset button were pressed. What is not saved there is lost. Others who use it are not asked.
window-reset = Reset

## Short messages

window-keys-for-details = { $keys } for details
window-power-failed = The remote machine could not do that
window-full-screen-note = Press { $menu } for the menu, { $leave } to leave full screen

## Titles

# $name: what the server calls its desktop. What is to be worried about must come before it.
window-title-start = Farview
window-title = { $name } – Farview
window-title-clear = Not encrypted – { $name } – Farview
window-title-unverified = Server not verified – { $name } – Farview
window-title-encrypted = { $name } – encrypted – Farview
window-title-private = { $name } – private – Farview

## Tabs

window-tab-new = Open another tab
window-tab-close = Close this tab
window-tab-start = New tab
