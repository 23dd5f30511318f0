package id.kuota.persistence.reconciliation;

/**
 * One order in the numbers that must tie.
 *
 * @param tickets that it has issued
 * @param paid what came from the gateway for it; 0 unless it is paid
 */
record OrderRow(String order, String state, long total, long tickets, long paid) {}
