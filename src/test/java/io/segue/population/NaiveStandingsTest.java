package io.segue.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.decisions.Playbooks;
import io.segue.profiles.Profiles;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What refreshes find, against the definitions. */
class NaiveStandingsTest {
    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void percentiles_and_recommendations_are_as_defined(long seed) throws Exception {
        var town = new Town(seed, 300);
        try (var segue = new RefreshingSegue(data)) {
            segue.append(town.events);
            var refresh = segue.refreshed(Town.AS_OF);

            var naive =
                    new NaiveStandings(town, segue.bean(Playbooks.class).live().catalogue());
            var found = segue.bean(StoredStandings.class).at(Town.AS_OF);
            var people = segue.bean(Profiles.class).findAll(town.deeds.keySet(), Town.AS_OF);
            for (var user : town.deeds.keySet()) {
                assertThat(found.percentiles(user)).as(user).isEqualTo(naive.percentiles(user));
                assertThat(found.recommendations(people.get(user).ledger(), Town.DATE))
                        .as(user)
                        .isEqualTo(naive.recommendations(user));
            }
            assertThat(segue.bean(RefreshStore.class).lifts(refresh.id()))
                    .isNotEmpty()
                    .allSatisfy(lift -> assertThat(lift.lift()).isEqualTo(naive.lift(lift.used(), lift.feature())));
        }
    }
}
