package io.segue.population;

import io.segue.population.Population.Portion;
import io.segue.profiles.Person;
import io.segue.profiles.Profiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on a few users, so that the trouble of one is not everybody's.
 *
 * @param asOf  the instant as of which users are known
 * @param pulse called before each user; what it throws ends the work
 * @param fatal what is no trouble of one user, and ends the work
 */
record OneByOne(Profiles profiles, Instant asOf, Runnable pulse, Predicate<RuntimeException> fatal) {
    private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);

    <T> Portion<T> portion(List<String> userIds, Function<Person, T> work) {
        var results = new ArrayList<T>(userIds.size());
        var errors = new ArrayList<String>();
        read(userIds, errors).forEach((userId, person) -> {
            pulse.run();
            try {
                results.add(work.apply(person));
            } catch (RuntimeException e) {
                errors.add(error(userId, e));
            }
        });
        return new Portion<>(results, errors, userIds.size());
    }

    /** All at once; where that fails, one by one. */
    private Map<String, Person> read(List<String> userIds, List<String> errors) {
        try {
            return new TreeMap<>(profiles.findAll(userIds, asOf));
        } catch (RuntimeException e) {
            LOG.debug("{} users could not be read together, so each is read by itself", userIds.size(), e);
        }
        var people = new TreeMap<String, Person>();
        for (var userId : userIds) {
            pulse.run();
            try {
                people.putAll(profiles.findAll(List.of(userId), asOf));
            } catch (RuntimeException e) {
                errors.add(error(userId, e));
            }
        }
        return people;
    }

    private String error(String userId, RuntimeException e) {
        if (fatal.test(e)) throw e;
        LOG.debug("a user is left out", e);
        return "%s: %s".formatted(userId, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
}
