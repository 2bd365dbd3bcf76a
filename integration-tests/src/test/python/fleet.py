"""The Celery application of the tests: a worker's tasks, and the settings it shares with clients.

Broker and result store come from the variables CELERY_BROKER_URL and CELERY_RESULT_BACKEND.
"""

import time

from celery import Celery
from celery.exceptions import ImproperlyConfigured, Reject
from kombu import Exchange, Queue


def queue(name, **arguments):
    return Queue(name, Exchange(name, type='direct'), routing_key=name, queue_arguments=arguments or None)


app = Celery('fleet')
app.conf.task_default_queue = 'python'
app.conf.task_routes = {'jobs.*': {'queue': 'java'}}
app.conf.task_queues = [
    queue('python'), queue('java'), queue('mixed'), queue('rolling'), queue('capture'),
    queue('urgent', **{'x-max-priority': 10}),
    queue('java-quorum', **{'x-queue-type': 'quorum'}),
]

task = app.task


class OutOfStock(Exception):
    """An exception that only Python has."""


@task
def add(x, y):
    return x + y


@task
def mul(x, y):
    return x * y


@task
def xsum(numbers):
    return sum(numbers)


@task
def echo(*args, **kwargs):
    return [args, kwargs]


@task
def same(value):
    return value


@task
def describe(value):
    """Tell how Python sees a value, character by character."""
    return ascii(value)


@task
def greet(name, greeting='Hello'):
    return f'{greeting}, {name}!'


@task
def sleep(seconds):
    time.sleep(seconds)
    return seconds


@task
def now():
    return time.time()


ERRORS = {
    'value': lambda: ValueError('too large', 42),
    'type': lambda: TypeError('not a number'),
    'key': lambda: KeyError('missing'),
    'own': lambda: OutOfStock('no more apples'),
    'celery': lambda: ImproperlyConfigured('a setting is wrong'),
    'empty': lambda: RuntimeError(),
    'unicode': lambda: ValueError('caf\u00e9 \U0001f34e'),
}


@task
def fail(kind):
    raise ERRORS[kind]()


@task(bind=True)
def context(self):
    """What a task sees of its own message."""
    request = self.request
    return {
        'id': request.id, 'root_id': request.root_id, 'parent_id': request.parent_id, 'group': request.group,
        'retries': request.retries, 'eta': request.eta, 'expires': request.expires, 'shadow': request.shadow,
        'timelimit': request.timelimit, 'ignore_result': request.ignore_result, 'origin': request.origin,
        'tenant': getattr(request, 'tenant', None), 'argsrepr': request.argsrepr,
        'priority': request.delivery_info['priority'], 'routing_key': request.delivery_info['routing_key'],
        'lang': getattr(request, 'lang', None),
    }


@task(bind=True)
def failed(self, task_id):
    """An errback of one argument; it leaves its trace in the result of its own name."""
    app.backend.store_result(f'errback-of-{task_id}', task_id, 'SUCCESS')
    return task_id


def attempt(self):
    """Known in both languages; only the attempt that Python runs succeeds."""
    request = self.request
    return ['python', request.retries, getattr(request, 'tenant', None), request.parent_id]


flaky = task(bind=True, name='both.flaky')(attempt)
patient = task(bind=True, name='both.patient')(attempt)
