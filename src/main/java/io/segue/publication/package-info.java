/** Knowledge from draft to live and back: what a draft would change, before it changes anything. */
@ApplicationModule(
        allowedDependencies = {
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
