package io.segue.profiles;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of an account as of an instant.
 *
 * @param traits  the latest value of each trait as sent, by name; removed ones are absent
 * @param members canonical ids of the users whose latest group call names it, ascending by code point
 */
public record AccountProfile(String accountId, Map<String, Object> traits, List<String> members) {
    public AccountProfile {
        traits = Collections.unmodifiableMap(new TreeMap<>(traits));
        members = List.copyOf(members);
    }
}
