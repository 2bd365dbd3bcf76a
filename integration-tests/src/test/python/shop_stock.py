from shop import app


class OutOfStock(Exception):
    pass


def reserve(sku):
    """Call a Java task and catch an exception of our own."""
    try:
        return app.send_task('warehouse.reserve', args=[sku], queue='invoices').get(timeout=10)
    except OutOfStock as error:
        return f'not reserved: {error}'
