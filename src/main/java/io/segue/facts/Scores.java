package io.segue.facts;

/**
 * What the evidence adds up to: the second fact of a session.
 *
 * @param engagement      0..100
 * @param activation      0..100
 * @param coreAction      whether the milestone that is the product's core action was reached
 * @param churnRisk       0..100
 * @param recency         R of RFM, 1..5
 * @param frequency       F of RFM, 1..5
 * @param monetary        M of RFM, 1..5
 * @param atRiskSignals   how many signs of fading use there are, 0 or more
 * @param powerByCriteria whether enough criteria of power use hold
 * @param advocate        whether enough signs of advocacy hold
 * @param companySizeSegment the segment of the dimension companySize
 */
public record Scores(
        Metrics metrics,
        Traits traits,
        int engagement,
        int activation,
        boolean coreAction,
        int churnRisk,
        int recency,
        int frequency,
        int monetary,
        int atRiskSignals,
        boolean powerByCriteria,
        boolean advocate,
        String companySizeSegment) {
    /** F and M together, 2..10. */
    @DerivedFrom({"frequency", "monetary"})
    public int frequencyPlusMonetary() {
        return frequency + monetary;
    }
}
