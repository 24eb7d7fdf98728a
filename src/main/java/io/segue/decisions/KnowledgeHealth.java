package io.segue.decisions;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while there is a playbook to decide by. */
@Component("knowledgeHealthIndicator")
final class KnowledgeHealth implements HealthIndicator {
    private final Playbooks playbooks;

    KnowledgeHealth(Playbooks playbooks) {
        this.playbooks = playbooks;
    }

    @Override
    public Health health() {
        if (!playbooks.areLive())
            return Health.down()
                    .withDetail("reason", "rules and tables are not compiled")
                    .build();
        return Health.up()
                .withDetail("version", playbooks.live().knowledge().version())
                .build();
    }
}
