from celery import chain

from shop import app, price


def total(lines):
    """Call a Java task and wait for its result."""
    return app.send_task('invoices.total', args=[lines]).get(timeout=10)


def remind(customer):
    """Call a Java task later, if at all: after two seconds, but not when an hour has passed."""
    return app.send_task('invoices.remind', kwargs={'customer': customer}, countdown=2, expires=3600)


def price_with_tax(sku):
    """Python, then Java, then Python. Each step names its queue: whoever finishes a step publishes the next one."""
    return chain(
        price.s(sku, quantity=2).set(queue='celery'),
        app.signature('invoices.addTax').set(queue='invoices'),
        app.signature('shop.price', args=('x',), immutable=True).set(queue='celery'),
    ).apply_async()


def safe_total(lines):
    """Catch what a Java task throws."""
    try:
        return total(lines)
    except ValueError as error:
        return str(error)
