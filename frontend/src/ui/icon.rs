use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconName {
    Menu,
    List,
    Office,
    Close,
    Check,
    Down,
    Left,
    Right,
    Plus,
    Search,
    Filter,
    Warning,
    Info,
    External,
    Retry,
    Eye,
    Sort,
    Columns,
    Up,
    /// Two rows of dots: a drag handle.
    Grip,
    Bell,
    Calendar,
    Printer,
    Download,
    Upload,
}

impl IconName {
    const fn path(self) -> &'static str {
        match self {
            Self::Menu => "M4 7h16M4 12h16M4 17h16",
            Self::List => "M4 6h16M4 12h16M4 18h10",
            Self::Office => "M4 20V6l8-3 8 3v14M9 20v-5h6v5M8 9h.01M12 9h.01M16 9h.01",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Check => "M5 12l5 5 9-10",
            Self::Down => "M6 9l6 6 6-6",
            Self::Left => "M15 6l-6 6 6 6",
            Self::Right => "M9 6l6 6-6 6",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Search => "M11 4a7 7 0 100 14 7 7 0 000-14zM20 20l-4-4",
            Self::Filter => "M4 5h16l-6 8v6l-4-2v-4z",
            Self::Warning => "M12 4l9 16H3zM12 10v4M12 17h.01",
            Self::Info => "M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v5M12 8h.01",
            Self::External => "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
            Self::Retry => "M20 12a8 8 0 11-2.3-5.7M20 3v4h-4",
            Self::Eye => {
                "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7zM12 9a3 3 0 100 6 3 3 0 000-6z"
            }
            Self::Sort => "M8 4v16M8 20l-3-3M8 20l3-3M16 20V4M16 4l-3 3M16 4l3 3",
            Self::Printer => "M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z",
            Self::Download => "M12 4v11M7 11l5 5 5-5M5 20h14",
            Self::Upload => "M12 15V4M7 8l5-5 5 5M5 20h14",
            Self::Columns => "M4 5h16v14H4zM10 5v14M15 5v14",
            Self::Up => "M6 15l6-6 6 6",
            Self::Grip => "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
            Self::Bell => "M6 10a6 6 0 0112 0c0 5 2 6 2 6H4s2-1 2-6zM10 19a2 2 0 004 0",
            Self::Calendar => "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
        }
    }
}

/// Decorative icon next to a word.
#[component]
pub fn Icon(
    name: IconName,
    /// Size class.
    #[prop(default = "size-[18px]")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <svg
            class=class
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.7"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=name.path() />
        </svg>
    }
}
