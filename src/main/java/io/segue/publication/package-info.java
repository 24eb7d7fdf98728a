/** Knowledge from draft to live and back: checked, rehearsed, released, taken back, and all of it kept. */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "facts",
            "journal",
            "profiles",
            "tracking",
            "tables",
            "metrics",
            "rules",
            "decisions",
            "population"
        })
@NullMarked
package io.segue.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
