package io.segue.api;

import io.segue.sales.Accounts;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Accounts, for sales teams. */
@RestController
@RequestMapping("/v1/accounts")
class AccountController {
    private final Accounts accounts;
    private final Clock clock;

    AccountController(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * An account, its sales tier and its members. Each member is decided on anew, so a large account takes its time.
     *
     * @param accountId the account, as group calls name it
     * @param asOf the instant as of which it is told, with an offset; now if missing
     * @throws NotFound when no group call up to then names the account
     */
    @GetMapping("/{accountId}")
    Accounts.AccountSheet getAccount(
            @PathVariable String accountId, @RequestParam(required = false) @Nullable String asOf) {
        var instant = AsOf.read(asOf, clock);
        return accounts.find(accountId, instant)
                .orElseThrow(() ->
                        new NotFound("No group call up to %s names the account \"%s\".".formatted(instant, accountId)));
    }
}
