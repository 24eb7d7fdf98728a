package io.segue.journal;

/** The calls of the Segment tracking API. */
public enum EventType {
    IDENTIFY,
    TRACK,
    PAGE,
    SCREEN,
    GROUP,
    ALIAS
}
