package io.segue.api;

import io.segue.decisions.DecisionService;
import io.segue.journal.Journal;
import io.segue.profiles.Person;
import io.segue.profiles.Profiles;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds users. */
@RestController
@RequestMapping("/v1")
class UserController {
    private static final int MOST = 500;

    private final Journal journal;
    private final Profiles profiles;
    private final DecisionService decisions;
    private final Clock clock;

    UserController(Journal journal, Profiles profiles, DecisionService decisions, Clock clock) {
        this.journal = journal;
        this.profiles = profiles;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * A page of users.
     *
     * @param users  ascending by id
     * @param cursor what the next page is asked for with; null on the last
     */
    record Page(List<User> users, @Nullable String cursor) {}

    /**
     * A user as lists show it; traits that were never sent, and those that may not be used, are null.
     *
     * @param userId    whom it is about
     * @param email     the trait, as sent, of whatever type
     * @param name      the trait, as sent, of whatever type
     * @param role      the trait, as sent, of whatever type
     * @param accountId the account of the latest group call; null without one
     */
    record User(
            String userId,
            @Nullable Object email,
            @Nullable Object name,
            @Nullable Object role,
            @Nullable String accountId) {
        static User of(Person person) {
            var traits = person.traits();
            return new User(
                    person.userId(), traits.get("email"), traits.get("name"), traits.get("role"), person.accountId());
        }
    }

    /**
     * Find users. Those whose id, or an email or name ever sent for them, contains the query, ascending by id; merged ones are left
     * out, so a page may be shorter than the limit and still have a cursor.
     *
     * @param query  part of an id, an email or a name, in any case; everyone if missing
     * @param cursor from the page before; the first page if missing
     * @param limit  how many users a page has at most
     */
    @GetMapping("/users")
    Page listUsers(
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        if (limit < 1 || limit > MOST) throw BadRequest.of("limit", "is %d; expected 1 to %d".formatted(limit, MOST));
        var ids = journal.users(query, after(cursor), limit);
        var known = profiles.findAll(ids, clock.instant());
        var users = new ArrayList<User>();
        for (var id : ids) {
            var person = known.get(id);
            if (person != null) users.add(User.of(decisions.rights().usable(person)));
        }
        return new Page(users, ids.size() < limit ? null : cursor(ids.get(ids.size() - 1)));
    }

    private static String cursor(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String after(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) return null;
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw BadRequest.of("cursor", "is none that a page gave");
        }
    }
}
