package io.segue.profiles;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts that most records hold, packed as their place in this list. Only ever added to at the end, or with a new format. */
final class Words {
    static final List<String> ALL = List.of(
            "",
            "role",
            "plan",
            "arr",
            "usageOfLimit",
            "companySize",
            "marketingConsent",
            "country",
            "createdAt",
            "industry",
            "techStack",
            "useCase",
            "email",
            "name",
            "employees",
            "free",
            "trial",
            "basic",
            "pro",
            "enterprise",
            "projects",
            "tasks",
            "calendar",
            "dashboards",
            "templates",
            "comments",
            "sharing",
            "automations",
            "api",
            "integrations",
            "created_first_project",
            "added_first_task",
            "invited_team_member",
            "completed_first_task",
            "used_template",
            "connected_integration",
            "developer",
            "designer",
            "manager",
            "firstName",
            "lastName",
            "title",
            "fix-payment",
            "success-call",
            "sales-assist",
            "re-engage",
            "win-back",
            "complete-onboarding",
            "upgrade-prompt",
            "sales-outreach",
            "join-advocates",
            "invite-team",
            "try-feature",
            "upgrade-nurture",
            "show-value");

    static final Map<String, Integer> PLACES = places();

    private Words() {}

    private static Map<String, Integer> places() {
        var places = new HashMap<String, Integer>();
        for (var word : ALL) places.put(word, places.size());
        return Map.copyOf(places);
    }
}
