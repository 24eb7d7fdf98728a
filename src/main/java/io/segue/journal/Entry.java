package io.segue.journal;

/**
 * An event in its place.
 *
 * @param seq greater than that of every entry committed before; gaps mean nothing
 */
public record Entry(long seq, Event event) {}
