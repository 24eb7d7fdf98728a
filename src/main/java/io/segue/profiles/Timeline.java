package io.segue.profiles;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was said of one thing over time, in order. Of a run that says the same, only its first and last word are kept; of a long
 * history only the latest words.
 *
 * @param words     ascending by stamp
 * @param exactFrom as of an instant (in milliseconds) before this one the answer is not known, since words were let go
 */
record Timeline(List<Word> words, long exactFrom) {
    static final Timeline EMPTY = new Timeline(List.of(), Long.MIN_VALUE);
    private static final int KEPT = 12;

    /**
     * One word.
     *
     * @param value a JSON value; null is said of something that is removed
     * @param gap   whether words that say the same were left out between this one and the next
     */
    record Word(Stamp stamp, @Nullable Object value, boolean gap) {
        Word(Stamp stamp, @Nullable Object value) {
            this(stamp, value, false);
        }

        /** Of a timeline of ids. */
        String id() {
            return (String) Objects.requireNonNull(value);
        }

        boolean saysAs(Word other) {
            return Objects.equals(value, other.value);
        }

        Word withGap() {
            return gap ? this : new Word(stamp, value, true);
        }
    }

    /** The timeline of words in any order, each once; runs collapsed. */
    static Timeline of(List<Word> words) {
        var sorted = new ArrayList<>(words);
        if (sorted.size() > 1) sorted.sort(Comparator.comparing(Word::stamp));
        return collapsed(sorted, Long.MIN_VALUE);
    }

    /** The same with every word kept, so that it is exact as of any instant. */
    static Timeline whole(List<Word> words) {
        return new Timeline(
                words.stream().sorted(Comparator.comparing(Word::stamp)).toList(), Long.MIN_VALUE);
    }

    /**
     * Both histories as one. Empty when a word falls where words of the other were left out and says something else, so that
     * only the journal knows what followed it.
     */
    Optional<Timeline> with(Timeline other) {
        if (other.words.isEmpty()) return Optional.of(this);
        if (words.isEmpty()) return Optional.of(other);
        var all = new ArrayList<Word>(words.size() + other.words.size());
        var mine = new Cursor(words);
        var theirs = new Cursor(other.words);
        while (mine.hasNext() || theirs.hasNext()) {
            boolean takeMine = !theirs.hasNext()
                    || (mine.hasNext()
                            && mine.peek().stamp().compareTo(theirs.peek().stamp()) <= 0);
            var word = (takeMine ? mine : theirs).take();
            var open = (takeMine ? theirs : mine).open();
            if (open == null) all.add(word);
            else if (!open.saysAs(word)) return Optional.empty();
        }
        return Optional.of(collapsed(all, Math.max(exactFrom, other.exactFrom)));
    }

    /** The last word up to an instant; null when there was none, or none is known. */
    @Nullable
    Word at(long millis) {
        for (int i = words.size() - 1; i >= 0; i--) if (words.get(i).stamp().millis() <= millis) return words.get(i);
        return null;
    }

    /** Whether {@link #at} tells the value as of that instant. */
    boolean knowsValueAt(long millis) {
        return millis >= exactFrom;
    }

    /** Whether {@link #at} tells the very word that was last, so that it can be compared with words of other timelines. */
    boolean knowsWordAt(long millis) {
        var word = at(millis);
        return knowsValueAt(millis) && (word == null || !word.gap());
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** Whether words were left out. */
    boolean hasGaps() {
        return exactFrom != Long.MIN_VALUE || words.stream().anyMatch(Word::gap);
    }

    private static Timeline collapsed(List<Word> sorted, long exactFrom) {
        var kept = new ArrayList<Word>(Math.min(sorted.size(), 2 * KEPT));
        for (var word : sorted) {
            int n = kept.size();
            if (n >= 2 && kept.get(n - 1).saysAs(word) && kept.get(n - 2).saysAs(word)) {
                kept.set(n - 2, kept.get(n - 2).withGap());
                kept.set(n - 1, word);
            } else kept.add(word);
        }
        if (kept.size() <= KEPT) return new Timeline(List.copyOf(kept), exactFrom);
        var latest = List.copyOf(kept.subList(kept.size() - KEPT, kept.size()));
        return new Timeline(latest, Math.max(exactFrom, latest.get(0).stamp().millis()));
    }

    /** A walk along a timeline that knows whether it stands where words were left out. */
    private static final class Cursor {
        private final List<Word> words;
        private int next;

        Cursor(List<Word> words) {
            this.words = words;
        }

        boolean hasNext() {
            return next < words.size();
        }

        Word peek() {
            return words.get(next);
        }

        Word take() {
            return words.get(next++);
        }

        /** The word after which words were left out, if that is where the walk stands. */
        @Nullable
        Word open() {
            return next > 0 && hasNext() && words.get(next - 1).gap() ? words.get(next - 1) : null;
        }
    }
}
