package io.segue.profiles;

/**
 * One date on which something happened.
 *
 * @param date       as an epoch day
 * @param activities activity events of that date
 * @param lastSlot   the latest event lies in this slot of the date, counted from its start
 * @param codes      which things of the ledger were seen, ascending
 * @param counts     how often, one for each code, 1 or more
 */
@SuppressWarnings("ArrayRecordComponent")
record Day(int date, int activities, int lastSlot, int[] codes, int[] counts) {
    /** Fine enough to answer for most instants of the past, coarse enough for a byte even on a date of 25 hours. */
    static final long SLOT_MILLIS = 6 * 60_000L;
}
