FROM python:3.12-slim

# gunicorn reads WEB_CONCURRENCY (number of workers) and PORT (listens on all addresses then) by itself
ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    WEB_CONCURRENCY=3 \
    PORT=8050

RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin atlas
WORKDIR /srv/atlas

# the packages change less often than the code: a layer of their own
COPY requirements.txt ./
RUN python -m pip install --no-cache-dir --disable-pip-version-check -r requirements.txt

COPY LICENSE app.py gunicorn.conf.py ./
COPY atlas ./atlas
COPY layers ./layers
COPY assets ./assets
COPY geodata ./geodata

USER 10001
EXPOSE 8050
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]

# gunicorn.conf.py: the data are read once, shared by all workers, and bad data or settings end the start with one sentence
CMD ["gunicorn", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-", "app:server"]
