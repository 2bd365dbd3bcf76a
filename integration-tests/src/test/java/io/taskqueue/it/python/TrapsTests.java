package io.taskqueue.it.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every trap of the protocol reference (13) has a test, or belongs to what is not there
 * yet.
 */
class TrapsTests {

	private static final String HERE = "integration-tests/src/test/java/io/taskqueue/it/python/";

	private static final String TABLE = """
			1  | PublishedMessagesIT.headersHaveOnlyTypesThatPythonReads
			2  | UnreadableHeaderIT.theLogNamesItAndTheWorkerGoesOnWhenItIsGone
			3  | PublishedMessagesIT.theBodyHasThreeElementsAndCompleteSignatures
			4  | PublishedMessagesIT.propertiesAreThoseOfCelery
			5  | PythonSurvivesIT.whatJavaGivesBackAndRetriesIsRunByPython
			6  | PythonCallsJavaIT.chainsCrossLanguages
			7  | PythonCallsJavaIT.twoThousandCallsAreAllAnswered
			8  | PublishedMessagesIT.everyHeaderOfCeleryIsThereAndRightlyTyped
			9  | SparseMessagesIT.compressedBodiesAreInZlibFormat
			10 | PythonCallsJavaIT.chainsCrossLanguages
			11 | SparseMessagesIT.aCompositeIsNotPublishedAsATask
			12 | later: events
			13 | later: events
			14 | later: events
			15 | taskqueue-rabbitmq/src/test/java/io/taskqueue/rabbitmq/RabbitWireIT.existingQueueIsAdoptedWithAnExchangeOfAnotherType
			16 | ControlExchangesIT.exchangesAreWhatCeleryDeclares
			17 | later: control
			18 | SparseMessagesIT.whatCantBeReadIsAFailureAndTheWorkerLivesOn
			19 | PublishedMessagesIT.resultsGoToTheStoreAndNotToTheReplyQueue
			20 | PublishedMessagesIT.theSameResultIsStoredAsTheSameText
			21 | SparseMessagesIT.whatCantBeReadIsAFailureAndTheWorkerLivesOn
			22 | PythonSurvivesIT.whatJavaGivesBackAndRetriesIsRunByPython
			23 | later: events
			24 | later: Redis as broker
			25 | PublishedMessagesIT.theBodyHasThreeElementsAndCompleteSignatures
			26 | PublishedMessagesIT.everyHeaderOfCeleryIsThereAndRightlyTyped
			27 | FailuresIT.pythonCatchesWhatJavaThrows
			28 | taskqueue-rabbitmq/src/test/java/io/taskqueue/rabbitmq/DelayLadderIT.messageDelayedAgainKeepsItsRoute
			29 | PublishedMessagesIT.propertiesAreThoseOfCelery
			30 | later: control
			""";

	static List<Row> rows() {
		return Arrays.stream(TABLE.split("\n")).map(Row::of).toList();
	}

	@Test
	void everyTrapIsInTheTable() {
		assertThat(rows()).extracting(Row::trap).isEqualTo(IntStream.rangeClosed(1, 30).boxed().toList());
	}

	@ParameterizedTest
	@MethodSource("rows")
	void whatTheTableNamesIsATest(Row row) throws IOException {
		if (!row.test().startsWith("later: ")) {
			assertThat(Files.readString(row.file())).containsPattern("void " + row.method() + "\\(");
		}
	}

	/**
	 * A trap.
	 *
	 * @param trap its number
	 * @param test its test, or when it will have one
	 */
	record Row(int trap, String test) {

		static Row of(String line) {
			String[] columns = line.split("\\|");
			return new Row(Integer.parseInt(columns[0].strip()), columns[1].strip());
		}

		Path file() {
			String type = this.test.substring(0, this.test.lastIndexOf('.')) + ".java";
			return Path.of("..", type.contains("/") ? type : HERE + type);
		}

		String method() {
			return this.test.substring(this.test.lastIndexOf('.') + 1);
		}

	}

}
