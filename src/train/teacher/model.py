"""The network: an encoder, an embedding of casing, and a linear layer for each thing that is said of a word."""
import torch
import torch.nn.functional as F
from torch import nn
from transformers import AutoModel, AutoTokenizer
from transformers.utils import logging

import files
from chunks import CASINGS, NO_LETTER
from labels import BIO, KIND_COUNT, PARTS

# Layers that stay as they are, with the embeddings below them: they need no gradient, a quarter of the time.
FROZEN = 3
# Where a long list of words is read: pieces a batch, with their padding.
READ_AT_ONCE = 2400
# Pieces that go through a linear layer in int8 at once: what it makes on the way stays in the processor's cache.
ROWS = 256


class Tagger(nn.Module):
    """Scores of labels, parts of speech and kinds of name of each piece."""

    def __init__(self, encoder):
        super().__init__()
        # Attention without dropout has a fast path.
        self.enc = AutoModel.from_pretrained(encoder, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        size = self.enc.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(size, len(BIO))
        self.part = nn.Linear(size, len(PARTS))
        self.kind = nn.Linear(size, KIND_COUNT)
        # The encoder's vocabulary is lower case. It joins above the frozen layers, and begins as nothing.
        self.case = nn.Embedding(CASINGS, size)
        nn.init.zeros_(self.case.weight)
        self.casing = None
        layers = self.enc.encoder.layer
        layers[FROZEN].register_forward_pre_hook(self.add_casing)
        self.frozen = [self.enc.embeddings, *layers[:FROZEN]]
        for part in self.frozen:
            part.requires_grad_(False)
        for name, parameter in self.enc.named_parameters():
            # MPNet's places, which all layers share.
            if "relative_attention_bias" in name:
                parameter.requires_grad_(False)

    def add_casing(self, _, inputs):
        return (inputs[0] + self.case(self.casing), *inputs[1:])

    def train(self, mode=True):
        super().train(mode)
        for part in self.frozen:
            part.eval()
        return self

    def forward(self, pieces, mask, casing):
        self.casing = casing
        read = self.drop(self.enc(input_ids=pieces, attention_mask=mask).last_hidden_state)
        return self.out(read), self.part(read), self.kind(read)


class WholeNumbers(nn.Module):
    """A linear layer in int8: weights with a step for each output, inputs with a step for each piece.

    One step for all inputs, as torch's own dynamic quantisation has it, loses most labels here, perhaps since the values
    of a few pieces are far larger than those of the others.
    """

    def __init__(self, linear):
        super().__init__()
        step = linear.weight.detach().abs().amax(1, keepdim=True) / 127
        self.weight = (linear.weight.detach() / step).round().to(torch.int8).t().contiguous()
        self.step, self.bias = step.t().contiguous(), linear.bias.detach()

    def forward(self, inputs):
        rows = inputs.reshape(-1, inputs.shape[-1])
        outputs = rows.new_empty(len(rows), self.weight.shape[1])
        for part, out in zip(rows.split(ROWS), outputs.split(ROWS)):
            step = part.abs().amax(1, keepdim=True).clamp_(min=1e-12).div_(127)
            torch.mul(torch._int_mm((part / step).round_().to(torch.int8), self.weight), step, out=out)
            torch.addcmul(self.bias, out, self.step, out=out)
        return outputs.view(*inputs.shape[:-1], -1)


def in_whole_numbers(module):
    """Puts a module's linear layers into int8."""
    for name, child in module.named_children():
        if isinstance(child, nn.Linear):
            setattr(module, name, WholeNumbers(child))
        else:
            in_whole_numbers(child)


def open_encoder(folder):
    """An encoder's tokenizer and a network around it that has learned nothing yet."""
    files.need(folder, "the encoder", "README.md says how to get it, or name another with --encoder")
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    tokenizer = AutoTokenizer.from_pretrained(folder, use_fast=True)
    return tokenizer, Tagger(folder)


def padded(chunks, tokenizer):
    """Chunks as the network's three inputs."""
    shape = len(chunks), max(len(chunk.pieces) for chunk in chunks)
    pieces = torch.full(shape, tokenizer.pad_token_id)
    mask = torch.zeros(shape, dtype=torch.long)
    casing = torch.full(shape, NO_LETTER)
    for row, chunk in enumerate(chunks):
        pieces[row, : len(chunk.pieces)] = torch.tensor(chunk.pieces)
        mask[row, : len(chunk.pieces)] = 1
        casing[row, : len(chunk.pieces)] = torch.tensor(chunk.casing)
    return pieces, mask, casing


def log_chances(outputs):
    """The logarithms of the labels' chances."""
    return F.log_softmax(outputs[0], -1)
