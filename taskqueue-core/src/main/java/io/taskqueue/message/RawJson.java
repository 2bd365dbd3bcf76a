package io.taskqueue.message;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

import tools.jackson.core.SerializableString;

/**
 * Lets a generator copy the bytes of a {@link Json} value without decoding them.
 */
record RawJson(Json json) implements SerializableString {

	@Override
	public String getValue() {
		return this.json.text();
	}

	@Override
	public int charLength() {
		return this.json.text().length();
	}

	@Override
	public byte[] asUnquotedUTF8() {
		return this.json.utf8();
	}

	@Override
	public int appendUnquotedUTF8(byte[] buffer, int offset) {
		byte[] utf8 = this.json.utf8();
		if (offset + utf8.length > buffer.length) {
			return -1;
		}
		System.arraycopy(utf8, 0, buffer, offset, utf8.length);
		return utf8.length;
	}

	@Override
	public int writeUnquotedUTF8(OutputStream out) throws IOException {
		out.write(this.json.utf8());
		return this.json.utf8().length;
	}

	@Override
	public int putUnquotedUTF8(ByteBuffer buffer) {
		byte[] utf8 = this.json.utf8();
		if (utf8.length > buffer.remaining()) {
			return -1;
		}
		buffer.put(utf8);
		return utf8.length;
	}

	@Override
	public int appendUnquoted(char[] buffer, int offset) {
		throw onlyRawBytes();
	}

	@Override
	public char[] asQuotedChars() {
		throw onlyRawBytes();
	}

	@Override
	public byte[] asQuotedUTF8() {
		throw onlyRawBytes();
	}

	@Override
	public int appendQuotedUTF8(byte[] buffer, int offset) {
		throw onlyRawBytes();
	}

	@Override
	public int appendQuoted(char[] buffer, int offset) {
		throw onlyRawBytes();
	}

	@Override
	public int writeQuotedUTF8(OutputStream out) {
		throw onlyRawBytes();
	}

	@Override
	public int putQuotedUTF8(ByteBuffer buffer) {
		throw onlyRawBytes();
	}

	private static UnsupportedOperationException onlyRawBytes() {
		return new UnsupportedOperationException("Raw JSON is copied as bytes, never quoted");
	}

}
