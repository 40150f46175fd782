/** What would forge a line of a log, colour it, end it, or turn it round. */
export const FORGED = "no\n2026 INFO login ok \u001b]0;x\u0007\0\r\t\u007f\u009b31m\u2028\u2029\u202e\u2066\u200b\u200f\ufeff end";
/** The same as it may be shown. */
export const SHOWN = "no\\n2026 INFO login ok \\u001b]0;x\\u0007\\u0000\\u000d\\t\\u007f\\u009b31m\\u2028\\u2029\\u202e\\u2066\\u200b\\u200f\\ufeff end";
