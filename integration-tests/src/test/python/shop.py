from celery import Celery

app = Celery('shop')
app.config_from_object('shop_settings')


@app.task(name='shop.price')
def price(sku, quantity=1):
    if quantity < 1:
        raise ValueError('quantity must be positive')
    return len(sku) * quantity
