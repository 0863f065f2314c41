# SPDX-License-Identifier: Apache-2.0
# In: sizes. Out: texts of SDLs, bids and inventories that hold so many of something.
import json

SDL = '''version: "2.0"
{top}services:
{services}profiles:
  compute:
{profiles}  placement:
{placements}deployment:
{deployment}{rest}'''
SERVICE = '''  {name}:
    image: nginx:1.27.4
{keys}    expose:
      - port: 80
        as: 80
        to: [{{global: true}}]
{exposes}'''
PROFILE = '''    {name}:
      resources:
        cpu: {{units: 0.1}}
        memory: {{size: 1Gi}}
        storage:{storage}
'''
PLACEMENT = '''    {name}:
{keys}      pricing:
{prices}'''


def lines(n, *formats):
    return ''.join(f.format(i=i) + '\n' for i in range(n) for f in formats)


def listed(n, text, sep=', '):
    return sep.join(text.format(i=i) for i in range(n))


def profile(name='web', storage=' {size: 1Gi}', more=''):
    return PROFILE.format(name=name, storage=storage) + more


def sdl(keys='', exposes='', storage=' {size: 1Gi}', profile_keys='', placement='', rest='', top='', services='',
        profiles='', placements='', deployment='', prices=''):
    return SDL.format(
        top=top, rest=rest,
        services=SERVICE.format(name='web', keys=keys, exposes=exposes) + services,
        profiles=profile(storage=storage, more=profile_keys) + profiles,
        placements=PLACEMENT.format(name='dc', keys=placement,
                                    prices='        web: {denom: uact, amount: 100}\n' + prices) + placements,
        deployment='  web:\n    dc: {profile: web, count: 1}\n' + deployment)


def many_services(n, own_profile=True, version='2.0'):
    def name(i):
        return f's{i}' if own_profile else 'web'
    return sdl(
        services=''.join(SERVICE.format(name=f's{i}', keys='', exposes='') for i in range(n)),
        profiles=''.join(profile(f's{i}') for i in range(n)) if own_profile else '',
        prices=lines(n, '        s{i}: {{denom: uact, amount: 1}}') if own_profile else '',
        deployment=''.join(f'  s{i}:\n    dc: {{profile: {name(i)}, count: 1}}\n' for i in range(n))
    ).replace('"2.0"', f'"{version}"')


def volumes(n, name, mounts, attributes='{{persistent: true, class: beta2}}'):
    return sdl(storage='\n' + lines(n, f'          - name: {name}', '            size: 1Gi',
                                    f'            attributes: {attributes}'),
               keys='    params:\n      storage:\n' + lines(n, f'        {mounts}: {{{{mount: /m/{{i}}}}}}'))


def gpu(body, units='8'):
    return f'        gpu:\n          units: {units}\n          attributes:\n            vendor:\n{body}'


def bid(i, keys_='', offers=''):
    resources = ('{"id": 1, "cpu": {"units": {"val": "100"}}, "memory": {"quantity": {"val": "1048576"}}, "storage": '
                 '[{"name": "default", "quantity": {"val": "1048576"}}], '
                 f'"gpu": {{"units": {{"val": "1"}}, "attributes": [{keys_}]}}}}')
    return (f'{{"bid": {{"id": {{"owner": "o", "provider": "p{i}", "dseq": "7", "gseq": 1, "oseq": 1}}, '
            f'"state": "open", "price": {{"denom": "uact", "amount": {i % 97 + 1}.5}}, "created_at": {i}, '
            f'"resources_offer": [{{"resources": {resources}, "count": 1}}{offers}]}}}}')


def bids(*items, providers='{"owner": "x", "gpuModels": []}'):
    text = sdl(profile_keys=gpu('              nvidia:\n                - model: a100\n', '1'))
    return {'in.yml': text, 'providers.json': providers, 'bids': '{"bids": [' + ', '.join(items) + ']}'}


def keys(n):
    return listed(n, '{{"key": "vendor/nvidia/model/m{i}", "value": "true"}}')
