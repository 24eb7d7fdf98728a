package io.segue.publication;

import io.segue.decisions.DecisionService;
import io.segue.decisions.Playbooks;
import io.segue.decisions.Standings;
import io.segue.journal.Journal;
import io.segue.profiles.Profiles;
import java.time.ZoneId;

/** What rehearsals read: the same that live decisions do. */
record Surroundings(
        Journal journal,
        Profiles profiles,
        DecisionService decisions,
        Playbooks playbooks,
        Standings standings,
        ZoneId zone,
        RehearsalSettings settings) {}
