package crm.alert;

import crm.journal.Incident;

/**
 * What a printer needs for one receipt.
 *
 * @param cluster the cluster's name
 * @param number of the receipt, counted from one without gaps
 * @param previousHash hash of the receipt before, 64 hexadecimal digits; of the cluster's name for the first
 * @param page where the incident can be read on the web page, for the QR code
 */
public record ReceiptOrder(String cluster, int number, String previousHash, Incident incident, String page) {}
