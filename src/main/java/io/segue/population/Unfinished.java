package io.segue.population;

/**
 * The refresh whose turn it is, as somebody found it.
 *
 * @param claim how often it has been taken up
 * @param beat  counts up while the member that took it up lives; below 0 when that one laid it down
 */
public record Unfinished(long id, Refresh.State state, long claim, long beat) {
    /** Whether nobody works on it, so that it need not be watched before it is taken up. */
    public boolean free() {
        return state == Refresh.State.QUEUED || beat < 0;
    }
}
