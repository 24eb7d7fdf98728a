/** The HTTP doors to decisions and what they are about: they translate and stop. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "facts",
            "journal",
            "profiles",
            "rules",
            "decisions",
            "population",
            "privacy",
            "problems",
            "publication",
            "sales",
            "security",
            "tables"
        })
@NullMarked
package io.segue.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
