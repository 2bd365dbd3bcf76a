package io.taskqueue.message;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Arguments in Python's notation, for the headers {@code argsrepr} and
 * {@code kwargsrepr}, which monitors show (protocol reference 3.2). Cut to a bounded
 * length, and no deeper than Celery's own text, whatever the size of the arguments.
 */
final class PythonLiteral {

	private static final int MAX_LENGTH = 1024;

	private static final int MAX_DEPTH = 3;

	/** The longest escape of one character, <code>&#92;u0041</code>. */
	private static final int MAX_ESCAPE = 6;

	private static final char DELETE = 0x7f;

	private final StringBuilder text = new StringBuilder(32);

	private PythonLiteral() {
	}

	static String tuple(List<Json> elements) {
		PythonLiteral literal = new PythonLiteral();
		literal.text.append('(');
		for (Iterator<Json> rest = elements.iterator(); rest.hasNext() && literal.hasRoom();) {
			literal.append(rest.next().utf8());
			literal.text.append((rest.hasNext()) ? ", " : (elements.size() == 1) ? "," : "");
		}
		return literal.close(')');
	}

	static String dictionary(Map<String, Json> members) {
		PythonLiteral literal = new PythonLiteral();
		literal.text.append('{');
		for (Iterator<Map.Entry<String, Json>> rest = members.entrySet().iterator(); rest.hasNext()
				&& literal.hasRoom();) {
			Map.Entry<String, Json> member = rest.next();
			literal.quote(member.getKey());
			literal.text.append(": ");
			literal.append(member.getValue().utf8());
			literal.text.append((rest.hasNext()) ? ", " : "");
		}
		return literal.close('}');
	}

	private boolean hasRoom() {
		return this.text.length() < MAX_LENGTH;
	}

	private String close(char bracket) {
		if (hasRoom()) {
			return this.text.append(bracket).toString();
		}
		int end = MAX_LENGTH - 4;
		this.text.setLength(Character.isHighSurrogate(this.text.charAt(end - 1)) ? end - 1 : end);
		return this.text.append("...").append(bracket).toString();
	}

	private void append(byte[] json) {
		int depth = 1;
		for (int at = 0; at < json.length && hasRoom();) {
			byte next = json[at];
			if (next == '[' || next == '{') {
				depth++;
				if (depth > MAX_DEPTH) {
					this.text.append((next == '[') ? "[...]" : "{...}");
					at = endOfContainer(json, at);
					depth--;
					continue;
				}
			}
			else if (next == ']' || next == '}') {
				depth--;
			}
			at = token(json, at);
		}
	}

	private int token(byte[] json, int at) {
		return switch (json[at]) {
			case '"' -> string(json, at + 1);
			case ',' -> word(", ", at + 1);
			case ':' -> word(": ", at + 1);
			case ' ', '\t', '\n', '\r' -> at + 1;
			case 't' -> word("True", at + "true".length());
			case 'f' -> word("False", at + "false".length());
			case 'n' -> word("None", at + "null".length());
			case 'N' -> word("nan", at + "NaN".length());
			case 'I' -> word("inf", at + "Infinity".length());
			default -> {
				this.text.append((char) json[at]);
				yield at + 1;
			}
		};
	}

	private int word(String python, int end) {
		this.text.append(python);
		return end;
	}

	private int string(byte[] json, int start) {
		int end = endOfString(json, start);
		int shown = Math.min(end - start, MAX_ESCAPE * MAX_LENGTH);
		String escaped = new String(json, start, shown, StandardCharsets.UTF_8);
		quote((escaped.indexOf('\\') < 0) ? escaped : unescaped(escaped));
		return end + 1;
	}

	private static int endOfString(byte[] json, int start) {
		int at = start;
		while (at < json.length && json[at] != '"') {
			at += (json[at] == '\\') ? 2 : 1;
		}
		return Math.min(at, json.length);
	}

	private static int endOfContainer(byte[] json, int start) {
		int open = 0;
		for (int at = start; at < json.length; at++) {
			switch (json[at]) {
				case '"' -> {
					at = endOfString(json, at + 1);
				}
				case '[', '{' -> open++;
				case ']', '}' -> open--;
				default -> {
				}
			}
			if (open == 0) {
				return at + 1;
			}
		}
		return json.length;
	}

	private static String unescaped(String escaped) {
		StringBuilder text = new StringBuilder(escaped.length());
		for (int at = 0; at < escaped.length(); at++) {
			char next = escaped.charAt(at);
			if (next != '\\' || at + 1 == escaped.length()) {
				text.append(next);
				continue;
			}
			at++;
			char escape = escaped.charAt(at);
			if (escape != 'u') {
				text.append(unescaped(escape));
			}
			else if (at + 4 < escaped.length()) {
				text.append((char) HexFormat.fromHexDigits(escaped, at + 1, at + 5));
				at += 4;
			}
		}
		return text.toString();
	}

	private static char unescaped(char escape) {
		return switch (escape) {
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			default -> escape;
		};
	}

	private void quote(String value) {
		char quote = (value.indexOf('\'') >= 0 && value.indexOf('"') < 0) ? '"' : '\'';
		this.text.append(quote);
		for (int at = 0; at < value.length() && hasRoom(); at++) {
			character(value, at, quote);
		}
		this.text.append(quote);
	}

	private void character(String value, int at, char quote) {
		char next = value.charAt(at);
		switch (next) {
			case '\n' -> this.text.append("\\n");
			case '\r' -> this.text.append("\\r");
			case '\t' -> this.text.append("\\t");
			case '\\' -> this.text.append("\\\\");
			default -> {
				if (next == quote) {
					this.text.append('\\').append(next);
				}
				else if (next < ' ' || next == DELETE) {
					this.text.append("\\x").append(HexFormat.of().toHexDigits((byte) next));
				}
				else if (isLoneSurrogate(value, at)) {
					this.text.append("\\u").append(HexFormat.of().toHexDigits(next));
				}
				else {
					this.text.append(next);
				}
			}
		}
	}

	private static boolean isLoneSurrogate(String value, int at) {
		char next = value.charAt(at);
		if (Character.isHighSurrogate(next)) {
			return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
		}
		return Character.isLowSurrogate(next) && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
	}

}
