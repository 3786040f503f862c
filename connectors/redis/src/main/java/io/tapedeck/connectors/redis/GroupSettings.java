package io.tapedeck.connectors.redis;

import java.time.Duration;

/**
 * How a group's consumer reads.
 *
 * @param group the group
 * @param consumer its name
 * @param isNamed whether the pipeline names it; else it is made up, and a run that goes on keeps the one it had
 * @param start behind which id a group begins that is not there yet
 * @param claimAfter how long entries are pending with another before they are claimed
 */
record GroupSettings(String group, String consumer, boolean isNamed, String start, Duration claimAfter) {}
