package io.taskqueue.worker;

/**
 * Text of a sender as it may stand in a log.
 */
final class LogText {

	private LogText() {
	}

	/**
	 * The text without what would break a line or steer a terminal.
	 * @param text the text
	 * @return the same text where it is harmless
	 */
	static String of(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isISOControl(text.charAt(i))) {
				return text.replaceAll("\\p{Cc}", "?");
			}
		}
		return text;
	}

}
