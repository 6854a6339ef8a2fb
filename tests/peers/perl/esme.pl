#!/usr/bin/perl
# An ESME on Debian's Net::SMPP that says what it gets and sends each text back: it proves an SMSC of another codebase.
use strict;
use warnings;
use FindBin;
use IO::Select;
use lib $FindBin::Bin;
use Lines;
use Link;
use Parts;

my %options = (port => 0, password => '', as => 'transceiver', silent => 0, concatenation => 'udh8', data_coding => undef);
Lines::set(\%options, $ARGV[0] // '{}');

my $got = Parts->new;
my ($reference, $ended) = (0, 0);
my $session = Link->new_connect('127.0.0.1', port => $options{port}, async => 1, system_id => 'echo', password => $options{password})
    or die "cannot connect: $!\n";
$session->blocking(0);
my $bind = "bind_$options{as}";
$session->$bind;

while (!$ended) {
    my $writable = $session->has_output ? IO::Select->new($session) : undef;
    my ($readable) = IO::Select->select(IO::Select->new(\*STDIN, $session), $writable);
    for my $handle (@$readable) {
        if (fileno $handle == fileno STDIN) { Lines::hear(\&obey) or exit }
        else { $ended ||= !$session->fill }
    }
    while (my $pdu = $session->next_pdu) { handle($pdu) }
    $ended ||= !$session->flush_output;
}
Lines::say(closed => {});

sub handle {
    my ($pdu) = @_;
    my $name = Net::SMPP::pdu_tab->{ $pdu->{cmd} }{cmd};
    if    ($name =~ /^bind_/)                { Lines::say(bound => { status => $pdu->{status} }) }
    elsif ($name eq 'enquire_link')          { $session->enquire_link_resp(seq => $pdu->{seq}) }
    elsif ($name eq 'enquire_link_resp')     { Lines::say(enquire_link_resp => {}) }
    elsif ($name eq 'unbind_resp')           { $ended = 1 }
    elsif ($name eq 'deliver_sm')            { delivered($pdu) }
    elsif ($name eq 'submit_sm_resp') {
        Lines::say(submit_resp => { status => $pdu->{status}, id => $pdu->{status} ? undef : $pdu->{message_id} });
    }
}

sub delivered {
    my ($pdu) = @_;
    $session->deliver_sm_resp(seq => $pdu->{seq}, message_id => '') unless $options{silent};
    my $state = defined $pdu->{message_state} ? unpack 'C', $pdu->{message_state} : undef;
    if ($pdu->{esm_class} & 0x04) {
        my ($id, $stat) = $pdu->{short_message} =~ /^id:(\S+) .* stat:(\S+) /;
        my $receipted = unpack 'Z*', $pdu->{receipted_message_id};
        return Lines::say(receipt => { id => $id, stat => $stat, receipted_message_id => $receipted, message_state => $state });
    }
    my $whole = $got->take($pdu) or return;
    delete $whole->{notes};
    Lines::say(delivered => { %$whole, data_coding => $pdu->{data_coding}, message_state => $state });
    return if $options{silent};
    my %ends = (source_addr => $pdu->{destination_addr}, destination_addr => $pdu->{source_addr}, registered_delivery => 1);
    $session->submit_sm(%ends, %$_) for Parts::split_text($whole->{text}, \%options, ++$reference);
}

sub obey {
    my ($what) = @_;
    if    ($what eq 'enquire_link') { $session->enquire_link(async => 1) }
    elsif ($what eq 'unbind')       { $session->unbind }
}
