package io.taskqueue.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.taskqueue.message.Message;
import io.taskqueue.message.MessageProperties;
import io.taskqueue.result.Lease;
import io.taskqueue.result.LeaseState;
import io.taskqueue.result.LeaseStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Leases. A server may be shared, so every test looks for its own ones only.
 */
interface LeaseContract extends ResultStoreContract {

	/**
	 * A term that is over soon.
	 */
	Duration TERM = Duration.ofSeconds(1);

	/**
	 * A term that no test sees the end of.
	 */
	Duration LONG = Duration.ofHours(1);

	@Test
	default void heldLeaseIsNotClaimed() {
		Lease lease = lease();

		assertThat(hold(lease, LONG)).isTrue();

		assertThat(claim(lease)).isEmpty();
		assertThat(renew(lease, LONG)).isEqualTo(LeaseState.HELD);
	}

	@Test
	default void lapsedLeaseIsClaimedOnceWithItsWholeMessage() {
		Map<String, @Nullable Object> headers = new LinkedHashMap<>();
		headers.put("id", scene().id());
		headers.put("none", null);
		headers.put("retries", 3);
		headers.put("large", 5_000_000_000L);
		headers.put("ratio", 0.5);
		headers.put("flag", true);
		headers.put("timelimit", Arrays.asList(null, 300));
		headers.put("stamps", Map.of("text", "\u00fc\n\""));
		byte[] body = new byte[256];
		IntStream.range(0, body.length).forEach((i) -> body[i] = (byte) i);
		MessageProperties properties = new MessageProperties("application/json", "utf-8", true, 7, "id", "reply");
		Lease lease = new Lease(scene().newId(), new Message(properties, headers, body), "queue", "exchange", "key");
		hold(lease, Duration.ZERO);

		List<Lease> claimed = claim(lease);

		assertThat(claimed).hasSize(1);
		Lease found = claimed.get(0);
		assertThat(found).usingRecursiveComparison().ignoringFields("message").isEqualTo(lease);
		assertThat(found.message().properties()).isEqualTo(properties);
		assertThat(found.message().headers()).isEqualTo(headers);
		assertThat(found.message().body()).isEqualTo(body);
		assertThat(claim(lease)).isEmpty();
	}

	@Test
	default void leaseLapsesWithItsTerm() {
		Lease lease = lease();
		hold(lease, TERM);
		assertThat(claim(lease)).isEmpty();

		scene().harness().pass(TERM.plusMillis(100));

		assertThat(claim(lease)).hasSize(1);
	}

	@Test
	default void renewedLeaseDoesNotLapse() {
		Lease renewed = lease();
		Lease other = lease();
		hold(renewed, TERM);
		hold(other, TERM);

		assertThat(renew(renewed, LONG)).isEqualTo(LeaseState.HELD);

		scene().harness().pass(TERM.plusMillis(100));
		assertThat(claim(renewed, other)).extracting(Lease::id).containsExactly(other.id());
	}

	@Test
	default void lapsedLeaseThatNobodyHasTakenIsRenewed() {
		Lease lease = lease();
		hold(lease, Duration.ZERO);

		assertThat(renew(lease, LONG)).isEqualTo(LeaseState.HELD);

		assertThat(claim(lease)).isEmpty();
	}

	@Test
	default void claimedLeaseIsNeitherRenewedNorHeldAgain() {
		Lease lease = lease();
		hold(lease, Duration.ZERO);
		claim(lease);

		assertThat(renew(lease, LONG)).isEqualTo(LeaseState.TAKEN);
		assertThat(hold(lease, LONG)).isFalse();
	}

	@Test
	default void claimLapsesToo() {
		Lease lease = lease();
		hold(lease, Duration.ZERO);
		Stages.done(leases().claimLapsed(100, TERM));
		assertThat(claim(lease)).isEmpty();

		scene().harness().pass(TERM.plusMillis(100));

		assertThat(claim(lease)).hasSize(1);
	}

	@Test
	default void leaseThatWasPassedOnIsRememberedForAWhile() {
		Lease lease = lease();
		hold(lease, Duration.ZERO);
		claim(lease);

		Stages.done(leases().passedOn(lease.id(), TERM));

		assertThat(renew(lease, LONG)).isEqualTo(LeaseState.TAKEN);
		scene().harness().pass(TERM.plusMillis(100));
		assertThat(claim(lease)).isEmpty();
		assertThat(renew(lease, LONG)).isEqualTo(LeaseState.UNKNOWN);
	}

	@Test
	default void releasedLeaseIsGone() {
		Lease lease = lease();
		hold(lease, Duration.ZERO);

		Stages.done(leases().release(lease.id()));

		assertThat(claim(lease)).isEmpty();
		assertThat(renew(lease, LONG)).isEqualTo(LeaseState.UNKNOWN);
		Stages.done(leases().release(lease.id()));
	}

	@Test
	default void holdingAgainRenews() {
		Lease lease = lease();
		hold(lease, Duration.ZERO);

		assertThat(hold(lease, LONG)).isTrue();

		assertThat(claim(lease)).isEmpty();
	}

	@Test
	default void manyAreRenewedAtOnce() {
		Lease held = lease();
		Lease taken = lease();
		hold(taken, Duration.ZERO);
		claim(taken);
		hold(held, TERM);

		Map<String, LeaseState> states = Stages
			.done(leases().renew(List.of(held.id(), taken.id(), scene().id()), LONG));

		assertThat(states).containsExactly(entry(held.id(), LeaseState.HELD), entry(taken.id(), LeaseState.TAKEN),
				entry(scene().id(), LeaseState.UNKNOWN));
		assertThat(Stages.done(leases().renew(List.of(), LONG))).isEmpty();
	}

	@Test
	default void noMoreAreClaimedThanAskedFor() {
		claim();
		List<Lease> held = Stream.generate(this::lease).limit(5).toList();
		held.forEach((lease) -> hold(lease, Duration.ZERO));

		assertThat(Stages.done(leases().claimLapsed(3, LONG))).hasSize(3);
		assertThat(Stages.done(leases().claimLapsed(3, LONG))).hasSize(2);
	}

	@Test
	default void nobodyClaimsWhatAnotherOneClaims() {
		List<Lease> held = Stream.generate(this::lease).limit(50).toList();
		held.forEach((lease) -> hold(lease, Duration.ZERO));

		List<String> claimed = IntStream.range(0, 20)
			.parallel()
			.mapToObj((i) -> leases().claimLapsed(7, LONG))
			.map(Stages::done)
			.flatMap(List::stream)
			.map(Lease::id)
			.toList();

		assertThat(claimed).doesNotHaveDuplicates().containsAll(held.stream().map(Lease::id).toList());
	}

	private LeaseStore leases() {
		return scene().store().leases();
	}

	private Lease lease() {
		Message message = new Message(MessageProperties.json(scene().id()), Map.of("id", scene().id()),
				"[]".getBytes(StandardCharsets.UTF_8));
		return new Lease(scene().newId(), message, "queue", "", "queue");
	}

	private boolean hold(Lease lease, Duration term) {
		return Stages.done(leases().hold(lease, term));
	}

	private LeaseState renew(Lease lease, Duration term) {
		return Objects.requireNonNull(Stages.done(leases().renew(List.of(lease.id()), term)).get(lease.id()));
	}

	private List<Lease> claim(Lease... own) {
		List<String> ids = Arrays.stream(own).map(Lease::id).toList();
		return Stages.done(leases().claimLapsed(100, LONG))
			.stream()
			.filter((lease) -> ids.contains(lease.id()))
			.toList();
	}

}
