### Texts: the start page.

start-hint = Address or name of a computer
start-hint-find = Find a computer, or type an address
start-connect = Connect
start-add = Add
start-add-tip = Save a computer (Ctrl+N)
start-more = More
start-import = Import…
start-export = Export…
start-demo = Try the demo
# The name of its window.
start-demo-name = Farview demo
start-settings = Settings…

## Parts of the page

start-recent = Recent
start-nearby = On this network
start-saved = Computers
start-matches = Matches
start-connect-to = Connect to { $address }
start-cannot-connect-to = Cannot connect to { $address }

## How an address is understood

start-at-port = Port { $port } of { $host }
start-at-socket = A socket on this computer
start-at-web = A web socket at { $host }
start-behind-repeater = Through a repeater
start-when-called = Wait for a server to call
# $way: one of the sentences above; $gate: a computer or a proxy
start-by-way-of = { $way }, by way of { $gate }

## When a computer was seen

start-seen-today = Today
start-seen-yesterday = Yesterday
start-seen-days = { $days } days ago

## Where nobody is yet

start-welcome = See and control another computer
start-welcome-how = Type its address above: a name or a number, such as office, office:1 or 192.168.0.7. Computers that you visit are kept here.
start-unreadable = Your list of computers cannot be read

## What can be done with a computer

start-open = Open
start-open-window = Open in a new window
start-open-tab = Open in a new tab
start-open-all = Open all
start-open-all-tabs = Open all as tabs
start-edit = Edit
start-keep = Save
start-duplicate = Duplicate
start-delete = Delete
start-copy-address = Copy address
start-clear = Clear
start-count =
    { $count ->
        [one] { $count } computer
       *[other] { $count } computers
    }
start-deleted = Deleted { $name }
start-deleted-count = Deleted { $count } computers
start-undo = Undo
# The name of a copy.
start-copy-of = { $name } (copy)

## Adding and editing

start-new = New computer
start-change = Edit computer
start-name = Name
start-name-hint = Such as “Front desk”; may be empty
start-address = Address
start-address-hint = office, office:1, 192.168.0.7::5901, vnc://…, unix:/path
start-group = Group
start-tags = Tags
start-tags-hint = Words to find it by, with commas between them
start-colour = Colour
start-no-colour = None
start-notes = Notes
start-private-choice = Private: keep no picture of its screen
start-save = Save
start-red = Red
start-orange = Orange
start-yellow = Yellow
start-green = Green
start-teal = Teal
start-blue = Blue
start-purple = Purple
start-grey = Grey

## Import and export

start-import-title = Import computers
start-import-what = Farview reads files of TigerVNC (.tigervnc), RealVNC, TightVNC and UltraVNC (.vnc), Remmina (.remmina), its own, and lists of vnc:// addresses. Files can also be dropped on the window.
start-found-here = Found on this computer
start-looking = Looking for other viewers…
start-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
start-import-file = File or folder
start-import-do = Import
start-export-title = Export computers
start-export-what = Everything but passwords goes into a file, which Farview reads on any computer. A name that ends in .txt gets a list of vnc:// addresses instead.
start-export-file = File
start-export-do = Export
start-added =
    { $count ->
        [0] Nothing new was found.
        [one] One computer was added.
       *[other] { $count } computers were added.
    }
start-known =
    { $count ->
        [one] One was there already.
       *[other] { $count } were there already.
    }
start-left-out =
    { $count ->
        [one] One was left out:
       *[other] { $count } were left out:
    }
# $name: a computer; $why: the reason
start-left-out-one = { $name }: { $why }
start-left-out-more = and { $count } more
start-passwords = Passwords in these files are only scrambled, so Farview takes none of them. It asks when you connect, and can keep them in the keyring.
start-exported = Exported to { $path }
start-why-protocol = it is for { $protocol }
start-why-incoming = it waits for a server that calls
start-why-cloud = it goes through a service of that viewer’s maker
start-why-no-address = it has no address
