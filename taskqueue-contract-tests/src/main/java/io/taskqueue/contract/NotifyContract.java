package io.taskqueue.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.taskqueue.message.Json;
import io.taskqueue.result.ResultDocument;
import io.taskqueue.result.ResultStore.Subscription;
import io.taskqueue.result.StoreGuard;
import io.taskqueue.result.TaskState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Being told of documents. Whoever waits subscribes first, then fetches, and fetches
 * again from time to time.
 */
interface NotifyContract extends ResultStoreContract {

	@Test
	default void subscriberIsToldEveryDocumentInItsOrder() {
		Notifications notifications = new Notifications();
		scene().subscribe(notifications);
		ResultDocument started = scene().document(TaskState.STARTED, "{\"pid\": 1}");
		ResultDocument success = scene().document(TaskState.SUCCESS, "{ \"a\" : 1.0 }");

		scene().put(started);
		scene().put(success);

		notifications.await(started, success);
	}

	@Test
	default void everySubscriberIsTold() {
		List<Notifications> all = IntStream.range(0, 5).mapToObj((i) -> new Notifications()).toList();
		all.forEach((notifications) -> scene().subscribe(notifications));
		ResultDocument document = scene().document(TaskState.SUCCESS, "1");

		scene().put(document);

		all.forEach((notifications) -> notifications.await(document));
	}

	@Test
	default void subscriberIsNotToldOfOtherTasks() {
		Notifications notifications = new Notifications();
		scene().subscribe(notifications);

		scene().put(ResultDocument.of(scene().newId(), TaskState.SUCCESS, Json.of("1")));

		notifications.stayAt(scene().harness().quiet());
	}

	@Test
	default void subscriberIsNotToldOfARefusedDocument() {
		ResultDocument success = scene().document(TaskState.SUCCESS, "1");
		Notifications notifications = new Notifications();
		scene().subscribe(notifications);

		scene().put(success);
		scene().putGuarded(scene().document(TaskState.FAILURE, "{}"));

		notifications.stayAt(scene().harness().quiet(), success);
	}

	@Test
	default void documentStoredBeforeSubscribingIsFoundByFetching() {
		ResultDocument document = scene().document(TaskState.SUCCESS, "1");
		scene().put(document);
		Notifications notifications = new Notifications();

		scene().subscribe(notifications);

		assertThat(scene().fetch()).isEqualTo(document);
		notifications.stayAt(scene().harness().quiet());
	}

	@Test
	default void cancelledSubscriberIsNotToldAndTheOthersAre() {
		Notifications cancelled = new Notifications();
		Notifications staying = new Notifications();
		Subscription subscription = scene().subscribe(cancelled);
		scene().subscribe(staying);
		ResultDocument document = scene().document(TaskState.SUCCESS, "1");

		subscription.cancel();
		subscription.cancel();
		scene().put(document);

		staying.await(document);
		cancelled.stayAt(scene().harness().quiet());
	}

	@Test
	default void subscribingAgainAfterTheLastCancelled() {
		scene().subscribe(new Notifications()).cancel();
		Notifications notifications = new Notifications();
		ResultDocument document = scene().document(TaskState.SUCCESS, "1");

		scene().subscribe(notifications);
		scene().put(document);

		notifications.await(document);
	}

	@Test
	default void failingListenerHarmsNobody() {
		Stages.done(scene().store().subscribe(scene().id(), (document) -> {
			throw new IllegalStateException("on purpose");
		}));
		Notifications notifications = new Notifications();
		scene().subscribe(notifications);
		ResultDocument document = scene().document(TaskState.SUCCESS, "1");

		scene().put(document);

		notifications.await(document);
	}

	@Test
	default void listenerMayCancelItself() {
		List<Subscription> itself = new ArrayList<>();
		Notifications notifications = new Notifications();
		itself.add(Stages.done(scene().store().subscribe(scene().id(), (document) -> {
			itself.get(0).cancel();
			notifications.accept(document);
		})));
		ResultDocument first = scene().document(TaskState.STARTED, "{}");

		scene().put(first);
		notifications.await(first);
		scene().put(scene().document(TaskState.SUCCESS, "1"));

		notifications.stayAt(scene().harness().quiet(), first);
	}

	@Test
	default void tenThousandSubscriptionsNeedNoThreadEach() {
		int threads = Thread.activeCount();
		AtomicInteger told = new AtomicInteger();
		List<Subscription> subscriptions = new ArrayList<>();
		IntStream.range(0, 10_000)
			.mapToObj((i) -> scene().store().subscribe(scene().id() + i, (document) -> told.incrementAndGet()))
			.toList()
			.forEach((subscribed) -> subscriptions.add(Stages.done(subscribed)));

		IntStream.range(0, 10_000)
			.mapToObj((i) -> ResultDocument.of(scene().id() + i, TaskState.SUCCESS, Json.of("1")))
			.map((document) -> scene().store().store(document, ExpiryContract.SHORT, StoreGuard.NONE))
			.toList()
			.forEach(Stages::done);

		Awaitility.await().atMost(Stages.LIMIT).untilAsserted(() -> assertThat(told).hasValue(10_000));
		assertThat(Thread.activeCount() - threads).isLessThan(50);
		subscriptions.forEach(Subscription::cancel);
	}

	@Test
	default void stopEndsSubscriptionsAndTheStoreCanBeUsedAgain() {
		Notifications before = new Notifications();
		scene().subscribe(before);
		scene().store().stop();
		scene().store().stop();
		Notifications after = new Notifications();
		scene().subscribe(after);
		ResultDocument document = scene().document(TaskState.SUCCESS, "1");

		scene().put(document);

		after.await(document);
		before.stayAt(scene().harness().quiet());
	}

}
