package io.segue.profiles;

/**
 * What is left of the time before the dates kept.
 *
 * @param before     the first date that is kept whole, as an epoch day
 * @param sessions   how many sessions began earlier
 * @param from       when the first of them began, in milliseconds
 * @param until      when the last of them ended, in milliseconds
 * @param lastActive the last active date before, as an epoch day
 * @param runStart   the first date of the run of activity that date belongs to
 */
record Early(int before, int sessions, long from, long until, int lastActive, int runStart) {}
