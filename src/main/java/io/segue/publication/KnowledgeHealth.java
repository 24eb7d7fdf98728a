package io.segue.publication;

import io.segue.decisions.Playbooks;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while there is a playbook to decide by, and it is the one that is live for the whole cluster. */
@Component("knowledgeHealthIndicator")
final class KnowledgeHealth implements HealthIndicator {
    private final Playbooks playbooks;
    private final LiveKnowledge live;

    KnowledgeHealth(Playbooks playbooks, LiveKnowledge live) {
        this.playbooks = playbooks;
        this.live = live;
    }

    @Override
    public Health health() {
        if (!playbooks.areLive())
            return Health.down()
                    .withDetail("reason", "rules and tables are not compiled")
                    .build();
        var version = playbooks.live().knowledge().version();
        if (live.behind())
            return Health.down()
                    .withDetail("version", version)
                    .withDetail("reason", "another version is live, and this member can't go to it; its log says why")
                    .build();
        return Health.up().withDetail("version", version).build();
    }
}
