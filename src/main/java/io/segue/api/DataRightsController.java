package io.segue.api;

import io.segue.decisions.DataTerms;
import io.segue.decisions.DecisionService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What may not be used of anybody, and what each user is asked for, as it is in force. */
@RestController
class DataRightsController {
    private final DecisionService decisions;

    DataRightsController(DecisionService decisions) {
        this.decisions = decisions;
    }

    /**
     * Shows what may not be used of people, and what needs their consent. It is as the file {@code rules/data-rights.yaml} says.
     *
     * @return what is in force
     */
    @GetMapping("/v1/data-rights")
    DataTerms getDataRights() {
        return decisions.rights().terms();
    }
}
