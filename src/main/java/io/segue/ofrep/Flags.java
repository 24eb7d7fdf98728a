package io.segue.ofrep;

import io.segue.decisions.Decision.Reason;
import io.segue.decisions.Playbook;
import io.segue.rules.Rule;
import io.segue.rules.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The flags of one knowledge version. Immutable. */
final class Flags {
    private final String version;
    private final Map<String, Flag> byKey = new LinkedHashMap<>();
    private final Set<String> fallBacks;

    Flags(Playbook playbook) {
        var rules = playbook.knowledge().rules();
        version = playbook.knowledge().version();
        fallBacks = rules.stream().filter(Rule::always).map(Rule::name).collect(Collectors.toUnmodifiableSet());
        for (var flag : Flag.fixed()) byKey.put(flag.key(), flag);
        memberships(rules).forEach((key, names) -> byKey.put(key, Flag.membership(key, names)));
    }

    /** Names of memberships that rows and rules give, by key of the flag. One whose name has no letter a to z and no digit has none. */
    private static Map<String, List<String>> memberships(List<Rule> rules) {
        var topic = Topic.of("memberships");
        var memberships = new TreeMap<String, List<String>>();
        for (var rule : rules) {
            if (!rule.topic().equals(topic)) continue;
            var name = rule.text("membership");
            var key = Flag.kebab(name);
            if (key.isEmpty()) continue;
            var names = memberships.computeIfAbsent("in-" + key, any -> new ArrayList<>());
            if (!names.contains(name)) names.add(name);
        }
        return memberships;
    }

    String version() {
        return version;
    }

    Iterable<Flag> all() {
        return byKey.values();
    }

    int count() {
        return byKey.size();
    }

    Optional<Flag> named(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Whether it was said because nothing else could be: by a row without conditions, or of a value that no row lists. */
    boolean fallBack(Reason reason) {
        var source = reason.source();
        return fallBacks.contains(reason.rule()) || (source.sheet() != null && source.row() == null);
    }
}
